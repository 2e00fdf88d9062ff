import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { find } from "../src/find.js";
import { addonManifest } from "./support/addon.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "find-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function addon(binary: object = {}): string {
  const path = join(folder, "package.json");
  writeFileSync(path, JSON.stringify(addonManifest(binary)));
  return path;
}

describe("find", () => {
  it("names the file below the folder of package.json", () => {
    expect(find(addon())).toBe(join(folder, "lib/binding/my_addon.node"));
  });

  it("takes the best Node-API build that this process can load", () => {
    const path = addon({
      module_path: "./napi-v{napi_build_version}-{platform}",
      package_name: "{napi_build_version}.tar.gz",
      napi_versions: [1, 3, 99],
    });
    expect(find(path)).toBe(join(folder, `napi-v3-${process.platform}/my_addon.node`));
  });

  it("looks for what the options say", () => {
    const path = addon({ module_path: "./{node_abi}-{arch}-{libc}-{configuration}" });
    const options = {
      target: "20.1.0",
      target_arch: "arm64",
      target_libc: "musl",
      debug: true,
      module_root: "/x",
    };
    expect(find(path, options)).toBe(join("/x/node-v115-arm64-musl-Debug/my_addon.node"));
  });

  it("knows the libc where a name has it", () => {
    expect(find(addon({ module_path: "./{libc}" }))).toMatch(
      process.platform === "linux" ? /(glibc|musl)[/\\]my_addon.node$/ : /unknown/,
    );
  });

  it("is content with a staging and a production host", () => {
    const path = addon({ host: "", staging_host: "https://s.example", production_host: "https://p.example" });
    expect(find(path)).toMatch(/my_addon.node$/);
  });

  it("says what is wrong", () => {
    expect(() => find(join(folder, "package.json"))).toThrow("does not exist");
    writeFileSync(join(folder, "package.json"), "{");
    expect(() => find(join(folder, "package.json"))).toThrow("cannot be read");
    expect(() => find(addon({ module_name: "" }))).toThrow("binary.module_name");
  });
});

describe("the file that apps require", () => {
  const file = fileURLToPath(new URL("../dist/find.cjs", import.meta.url));
  const run = (code: string, ...args: readonly string[]): string =>
    execFileSync(process.execPath, ["-e", code, "--", ...args], { encoding: "utf8" }).trim();

  it("loads nothing but itself", () => {
    const code = `require(${JSON.stringify(file)}).find(process.argv[1]); console.log(Object.keys(require.cache).length)`;
    expect(run(code, addon({ module_path: "./{node_abi}-{libc}" }))).toBe("1");
  });

  it("leaves the app's command line and environment alone", () => {
    const code = `process.env.npm_config_target_arch = "z80"; console.log(require(${JSON.stringify(file)}).find(process.argv[1]))`;
    const path = addon({ module_path: "./{arch}" });
    expect(run(code, path, "--directory=/tmp", "-C", "x", "--target_arch=z80")).toBe(
      join(folder, process.arch, "my_addon.node"),
    );
  });
});
