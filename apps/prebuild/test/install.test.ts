import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";

const bin = fileURLToPath(new URL("../bin/node-pre-gyp.js", import.meta.url));
const require = createRequire(import.meta.url);
const prebuilds = join(dirname(require.resolve("@serialport/bindings-cpp/package.json")), "prebuilds");
const addonFor = (arch: "x64.glibc" | "arm64.armv8.glibc"): string => {
  const [folder, ...tags] = arch.split(".");
  return join(prebuilds, `linux-${folder}`, `@serialport+bindings-cpp.${tags.join(".")}.node`);
};

const isHost = process.platform === "linux" && process.arch === "x64";

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A package with a built addon, published into a folder; what was built is gone. */
class Published {
  readonly root: string;
  readonly mirror: string;
  readonly addon: string;
  readonly tarball: string;

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), "prebuild-install-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    this.root = join(folder, "package");
    this.mirror = join(folder, "mirror");
    this.addon = join(this.root, "lib/binding/serial.node");
    this.tarball = join(this.mirror, "serial-v1.0.0-linux-x64.tar.gz");
    const binary = {
      module_name: "serial",
      module_path: "./lib/binding",
      host: "https://addons.example",
      package_name: "{module_name}-v{version}-{platform}-{arch}.tar.gz",
    };
    const manifest = { name: "serial", version: "1.0.0", main: "x.js", binary };
    mkdirSync(dirname(this.addon), { recursive: true });
    writeFileSync(join(this.root, "package.json"), JSON.stringify(manifest));
    copyFileSync(addonFor("x64.glibc"), this.addon);
    expect(this.run("package").status).toBe(0);
    cpSync(join(this.root, "build/stage"), this.mirror, { recursive: true });
    rmSync(join(this.root, "build"), { recursive: true });
    rmSync(join(this.root, "lib"), { recursive: true });
  }

  run(...words: readonly string[]): Outcome {
    const env = { PATH: "", HOME: this.root, npm_config_serial_binary_host_mirror: `file://${this.mirror}` };
    return spawnSync(process.execPath, [bin, ...words], { cwd: this.root, env, encoding: "utf8" });
  }
}

describe.skipIf(!isHost && process.env.CI !== "true")("node-pre-gyp install", () => {
  test("puts the addon in its place, once, and says what vouched for it", () => {
    const published = new Published();
    const first = published.run("install");
    expect(first).toMatchObject({
      status: 0,
      stdout: `[serial] Success: "${published.addon}" is installed via remote\n`,
    });
    expect(first.stderr).toContain("the host's manifest");
    expect(typeof require(published.addon).open).toBe("function");
    expect(published.run("install").stdout).toMatch(/^\[serial\] Success: ".*" already installed\n/);
    copyFileSync(`${published.tarball}.json`, join(published.root, "prebuilds.json"));
    const again = published.run("install", "--update-binary", "--require-integrity");
    expect(again.stderr).toContain("the manifest in the npm package vouches");
  });

  test.each<[string, (published: Published) => void, RegExp]>([
    ["no tarball", ({ tarball }) => rmSync(tarball), /Cannot find file/],
    [
      "half a tarball",
      ({ tarball }) => halve(tarball),
      /Cannot unpack file:\/\/.*: its compressed data end in the middle/,
    ],
    ["a page for people", ({ tarball }) => writeFileSync(tarball, "<html>Sign in</html>"), /archive/],
    [
      "other bytes than the package's manifest names",
      ({ tarball, root }) => {
        const text = readFileSync(`${tarball}.json`, "utf8");
        writeFileSync(
          join(root, "prebuilds.json"),
          text.replace(/"sha256": "./, '"sha256": "f').replace("ff", "f0"),
        );
      },
      /sha256|bytes/,
    ],
    ["no manifest where one is required", ({ tarball }) => rmSync(`${tarball}.json`), /Nothing vouches/],
  ])("fails, and fails again, for %s", (_title, spoil, why) => {
    const published = new Published();
    spoil(published);
    for (const round of [1, 2]) {
      const { status, stderr } = published.run("install", "--require-integrity");
      expect([round, status]).toEqual([round, 1]);
      expect(stderr).toMatch(why);
      expect(existsSync(join(published.root, "lib"))).toBe(false);
    }
  });

  test("replaces an addon for another CPU", () => {
    const published = new Published();
    mkdirSync(dirname(published.addon), { recursive: true });
    copyFileSync(addonFor("arm64.armv8.glibc"), published.addon);
    const { status, stdout, stderr } = published.run("install");
    expect([status, stderr]).toEqual([0, expect.stringContaining("its CPU is arm64, not x64")]);
    expect(stdout).toContain("is installed via remote");
    copyFileSync(addonFor("arm64.armv8.glibc"), published.addon);
    expect(published.run("package").status).toBe(1);
  });
});

function halve(path: string): void {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(0, bytes.length / 2));
}
