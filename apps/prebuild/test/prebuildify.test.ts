import { createRequire } from "node:module";
import { dirname } from "node:path";
import { locatePrebuild } from "@nodewright/prebuild-fetch";
import { describe, expect, it } from "vitest";
import { runProgram } from "./support/run.js";

const require = createRequire(import.meta.url);
const root = dirname(require.resolve("utf-8-validate/package.json"));
const loader = require.resolve("node-gyp-build");

/** What node-gyp-build would load on a host, or what it says of having nothing. */
async function theirChoice(platform: string, arch: string, libc: string): Promise<string> {
  const program = `
    try { console.log(require(${JSON.stringify(loader)}).resolve(${JSON.stringify(root)})); }
    catch ({ message }) { console.log(message.split(" for ")[0]); }`;
  const env = { npm_config_platform: platform, npm_config_arch: arch, LIBC: libc };
  const { stdout } = await runProgram(process.execPath, ["-e", program], { cwd: root, env });
  return stdout.trim();
}

describe("a package that prebuildify made", () => {
  it.each([
    ["linux", "x64", "glibc", "/linux-x64/utf-8-validate.node"],
    ["linux", "x64", "musl", "/linux-x64/utf-8-validate.musl.node"],
    ["linux", "arm64", "glibc", undefined],
    ["darwin", "x64", undefined, "/darwin-x64/utf-8-validate.node"],
    ["darwin", "arm64", undefined, "/darwin-arm64/utf-8-validate.node"],
    ["win32", "ia32", undefined, "/win32-ia32/utf-8-validate.node"],
    ["win32", "arm64", undefined, undefined],
  ])("for %s %s %s", async (os, arch, libc, file) => {
    const host = { os, arch, ...(libc === undefined ? {} : { libc }) };
    const { chosen, unfit } = await locatePrebuild({ root, host, runtime: process, env: {} });
    const theirs = await theirChoice(os, arch, libc ?? "");
    const none = "No native build was found";
    expect(theirs.replaceAll("\\", "/")).toMatch(file === undefined ? none : `prebuilds${file}`);
    if (file === undefined) {
      expect([chosen, unfit.length]).toEqual([undefined, 6]);
    } else {
      expect(chosen).toMatchObject({ place: { kind: "file", path: theirs }, problem: undefined });
    }
  });
});
