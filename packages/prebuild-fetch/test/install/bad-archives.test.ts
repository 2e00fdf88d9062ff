import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { PrebuildErrorCode } from "../../src/errors.js";
import { fallbackFor } from "../../src/install/install-errors.js";
import { abiAddon, futureGlibcAddon, noCompiler, nodeApiAddon } from "../support/compiler.js";
import { failure, install, installPlan, TARBALL, testClient } from "../support/install.js";
import { type RealTarget, realAddon } from "../support/real-addons.js";
import { serve } from "../support/serve.js";
import { addonTarball, type TarEntry, tarball } from "../support/tarball.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

const addon = realAddon("linux-x64-glibc");
const path = `/v1.2.3/${TARBALL}`;

/** Installs what must not be installed, twice: what is wrong does not become "already installed". */
async function refused(bytes: Buffer, code: PrebuildErrorCode, fields = {}, options = {}): Promise<string> {
  const server = await serve({ [path]: bytes });
  const plan = installPlan(temporaryDirectory(), server.url, fields);
  const { message } = await failure(plan, code, { client: testClient({ retries: 0 }), ...options });
  const again = await failure(plan, code, { client: testClient({ retries: 0 }), ...options });
  expect(fallbackFor(again)).toBe("build-loudly");
  return message;
}

describe("an archive that is none", () => {
  test.each<[string, () => Buffer | Promise<Buffer>]>([
    ["nothing", () => Buffer.alloc(0)],
    ["random bytes", () => Buffer.from("\x93\x02\x81garbage that no program wrote".repeat(99), "latin1")],
    ["a page for people", () => Buffer.from("<!doctype html><title>Sign in</title>")],
    ["a JSON answer", () => Buffer.from('{"error":"no such key"}')],
    ["the addon itself", () => addon],
    ["a gzip of no tar", () => gzipSync(addon)],
    ["a gzip of nothing", () => gzipSync("")],
    ["a tarball cut in its middle", async () => cut(await addonTarball(addon), 0.5)],
    [
      "a tarball cut after the addon",
      async () =>
        cut(await addonTarball(addon, [{ name: "binding/z", content: randomBytes(100_000) }]), 0.95),
    ],
    ["a tarball cut by one byte", async () => (await addonTarball(addon)).subarray(0, -1)],
    ["a tarball with a flipped bit", async () => flip(await addonTarball(addon))],
    ["an archive without the addon", () => tarball([{ name: "binding/other.node", content: addon }])],
    ["an archive without a folder", () => tarball([{ name: "my_addon.node", content: addon }])],
    ["a folder in the addon's place", () => tarball([{ name: "binding/my_addon.node/", type: "directory" }])],
    ["an empty addon", () => addonTarball(Buffer.alloc(0))],
    ["a script in the addon's place", () => addonTarball(Buffer.from("#!/bin/sh\nexit 0\n"))],
    ["an addon cut short, packed with care", () => addonTarball(addon.subarray(0, addon.length / 2))],
  ])("%s", async (_title, bytes) => {
    await refused(await bytes(), "ERR_PREBUILD_CORRUPT");
  });
});

describe("an archive that would leave its folder", () => {
  const outside: readonly [string, readonly TarEntry[]][] = [
    ["..", [{ name: "binding/../../../evil", content: "x" }]],
    ["an absolute path", [{ name: "/tmp/evil", content: "x" }]],
    [
      "a link out, and a file through it",
      [
        { name: "binding/out", type: "symlink", linkname: "../../.." },
        { name: "binding/out/evil", content: "x" },
      ],
    ],
    ["an absolute link", [{ name: "binding/passwd", type: "symlink", linkname: "/etc/passwd" }]],
    ["a hard link out", [{ name: "binding/passwd", type: "link", linkname: "/etc/passwd" }]],
    ["a device", [{ name: "binding/null", type: "character-device", devmajor: 1, devminor: 3 }]],
  ];
  test.each(outside)("%s", async (_title, entries) => {
    await refused(await addonTarball(addon, entries), "ERR_PREBUILD_CORRUPT");
  });

  test("an addon that is a link to a file of the system", async () => {
    const entries = [
      { name: "binding/my_addon.node", type: "symlink", linkname: "/lib/x86_64-linux-gnu/libc.so.6" },
    ] as const;
    await refused(await tarball(entries), "ERR_PREBUILD_CORRUPT");
  });
});

describe("an addon for something else", () => {
  test.each<[RealTarget, string]>([
    ["linux-arm64-glibc", "its CPU is arm64, not x64"],
    ["linux-armv7-glibc", "its CPU is armv7, not x64"],
    ["linux-x64-musl", "its C library is musl, not glibc"],
    ["android-arm64", "its system is android, not linux"],
    ["darwin-universal", "its system is darwin, not linux"],
    ["win32-x64", "its system is win32, not linux"],
    ["win32-ia32", "its CPU is ia32, not x64"],
  ])("%s", async (target, why) => {
    expect(await refused(await addonTarball(realAddon(target)), "ERR_PREBUILD_INCOMPATIBLE")).toContain(why);
  });

  test("glibc on musl", async () => {
    const target = { os: "linux", arch: "x64", libc: "musl" };
    expect(await refused(await addonTarball(addon), "ERR_PREBUILD_INCOMPATIBLE", { target })).toContain(
      "its C library is glibc, not musl",
    );
  });

  test.each([
    [{ glibcVersion: "2.4" }, "the lowest glibc for it is 2."],
    [{ glibcxxVersion: "3.4.8" }, "the lowest GLIBCXX of libstdc++ for it is 3.4."],
    [{ cxxabiVersion: "1.2" }, "the lowest CXXABI of libstdc++ for it is 1.3"],
  ])("a newer system than %o", async (libraries, why) => {
    const message = await refused(await addonTarball(addon), "ERR_PREBUILD_INCOMPATIBLE", {}, { libraries });
    expect(message).toContain(why);
  });

  test("ARMv7 on ARMv6", async () => {
    const target = { os: "linux", arch: "arm", armVersion: "6", libc: "glibc" };
    const bytes = await addonTarball(realAddon("linux-armv7-glibc"));
    expect(await refused(bytes, "ERR_PREBUILD_INCOMPATIBLE", { target })).toContain(
      "its ARM version is 7, not 6",
    );
  });

  test("a program", async () => {
    const bytes = await addonTarball(readFileSync("/bin/true"));
    expect(await refused(bytes, "ERR_PREBUILD_INCOMPATIBLE")).toContain("its kind is executable");
  });
});

describe.skipIf(noCompiler !== undefined)("a fresh addon", () => {
  test("of another ABI", async () => {
    const bytes = await addonTarball(readFileSync(abiAddon(temporaryDirectory(), 115)));
    expect(await refused(bytes, "ERR_PREBUILD_INCOMPATIBLE")).toContain("its ABI is 115, not 137");
  });

  test("of a Node-API level that the runtime has not", async () => {
    const bytes = await addonTarball(readFileSync(nodeApiAddon(temporaryDirectory(), 99)));
    expect(await refused(bytes, "ERR_PREBUILD_INCOMPATIBLE")).toContain(
      "its Node-API version is 99, not 10 or lower",
    );
  });

  test("on Node-API, for a runtime without", async () => {
    const bytes = await addonTarball(readFileSync(nodeApiAddon(temporaryDirectory(), 8)));
    const runtime = { name: "node", version: "6.17.1", abi: "48", napi: 0 };
    await refused(bytes, "ERR_PREBUILD_INCOMPATIBLE", { runtime });
  });

  test("that is no addon", async () => {
    const { compile } = await import("../support/compiler.js");
    const library = compile(temporaryDirectory(), "plain.so", "int answer(void) { return 42; }\n");
    expect(await refused(await addonTarball(readFileSync(library)), "ERR_PREBUILD_INCOMPATIBLE")).toContain(
      "what it registers with Node.js is nothing, not an addon",
    );
  });

  test("for a glibc that is not yet, on this very system", async () => {
    const bytes = await addonTarball(readFileSync(futureGlibcAddon(temporaryDirectory())));
    const message = await refused(bytes, "ERR_PREBUILD_INCOMPATIBLE", {}, { libraries: undefined });
    expect(message).toMatch(/the lowest glibc for it is 2\.99, not 2\.\d+ or lower/);
  });

  test("of the right ABI is installed", async () => {
    const server = await serve({
      [path]: await addonTarball(readFileSync(abiAddon(temporaryDirectory(), 137))),
    });
    const plan = installPlan(temporaryDirectory(), server.url);
    expect(await install(plan)).toMatchObject({ outcome: { state: "installed" } });
  });
});

function cut(bytes: Buffer, share: number): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length * share));
}

function flip(bytes: Buffer): Buffer {
  const flipped = Buffer.from(bytes);
  const middle = Math.floor(bytes.length / 2);
  flipped[middle] = (flipped[middle] ?? 0) ^ 0x10;
  return flipped;
}
