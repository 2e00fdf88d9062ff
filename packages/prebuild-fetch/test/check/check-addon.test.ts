import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TargetPattern } from "@nodewright/target-triple";
import { describe, expect, test } from "vitest";
import { addonMismatches, checkAddon, inspectAddon } from "../../src/check/check-addon.js";
import type { PlannedRuntime } from "../../src/config/types.js";
import { type RealTarget, realAddonPath } from "../support/real-addons.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

const runtime: PlannedRuntime = { name: "node", version: "24.11.0", abi: "137", napi: 10 };
const libraries = {};

describe("checkAddon()", () => {
  test.each<[RealTarget, TargetPattern]>([
    ["linux-x64-glibc", { os: "linux", arch: "x64", libc: "glibc" }],
    ["linux-x64-musl", { os: "linux", arch: "x64", libc: "musl" }],
    ["linux-arm64-glibc", { os: "linux", arch: "arm64", libc: "glibc" }],
    ["linux-armv6-glibc", { os: "linux", arch: "arm", armVersion: "7", libc: "glibc" }],
    ["android-arm64", { os: "android", arch: "arm64" }],
    ["darwin-universal", { os: "darwin", arch: "arm64" }],
    ["darwin-universal", { os: "darwin", arch: "x64" }],
    ["win32-x64", { os: "win32", arch: "x64" }],
    ["win32-ia32", { os: "win32", arch: "ia32" }],
    ["win32-ia32", {}],
  ])("takes %s for %o", async (name, target) => {
    const info = await checkAddon(realAddonPath(name), { target, runtime, libraries });
    expect(info.os).toBe(target.os ?? "win32");
  });

  test("says what is wrong, and what to do", async () => {
    const target: TargetPattern = { os: "linux", arch: "arm64", libc: "glibc" };
    const file = realAddonPath("linux-x64-glibc");
    await expect(checkAddon(file, { target, runtime, libraries })).rejects.toMatchObject({
      code: "ERR_PREBUILD_INCOMPATIBLE",
      message: expect.stringContaining("its CPU is x64, not arm64"),
      hint: expect.stringContaining("another platform"),
    });
    const old = { glibcVersion: "2.2" };
    await expect(checkAddon(file, { target: {}, runtime, libraries: old })).rejects.toMatchObject({
      hint: expect.stringContaining("older"),
    });
    await expect(
      checkAddon(file, { target: {}, runtime: { ...runtime, napi: 0 }, libraries }),
    ).rejects.toMatchObject({ hint: expect.stringContaining("another version of the runtime") });
  });

  test("checks no ABI where nobody knows the runtime's", async () => {
    const unknown: PlannedRuntime = { ...runtime, abi: null, napi: null };
    const info = { ...(await inspectAddon(realAddonPath("win32-x64"))), addon: { napi: false, nodeAbi: 93 } };
    expect(addonMismatches(info, { target: {}, runtime: unknown })).toEqual([]);
    expect(addonMismatches(info, { target: {}, runtime })).toHaveLength(1);
  });
});

describe("inspectAddon()", () => {
  test.each(["", "<html>", "\x7fELF"])("refuses %j", async (text) => {
    const file = join(temporaryDirectory(), "a.node");
    writeFileSync(file, text);
    await expect(inspectAddon(file)).rejects.toMatchObject({ code: "ERR_PREBUILD_CORRUPT" });
  });
});
