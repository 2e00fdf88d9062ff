import { createTarget, formatTarget, type Target } from "@nodewright/target-triple";
import { describe, expect, it } from "vitest";
import { fallbacksFor, wantedTargets } from "../src/wanted-targets.js";
import { linux, linuxArm, macArm, macIntel, musl, windows, windowsArm } from "./support/targets.js";

const armv7 = createTarget({ os: "linux", arch: "arm", armVersion: "7", libc: "glibc" });

describe("fallbacksFor", () => {
  it.each<[Target, string | undefined, readonly string[]]>([
    [macArm, undefined, ["darwin-x64"]],
    [macIntel, undefined, []],
    [windowsArm, undefined, ["win32-x64", "win32-ia32"]],
    [windows, undefined, ["win32-ia32"]],
    [armv7, undefined, ["linux-armv6-glibc"]],
    [linux, undefined, ["linux-x64-glibc+glibc-217"]],
    [linux, "2.17", ["linux-x64-glibc+glibc-217"]],
    [linux, "2.12", []],
    [linuxArm, "2.17", []],
    [musl, undefined, []],
  ])("of %j with glibc %s", (host, glibcVersion, expected) => {
    const found = fallbacksFor(host, { glibcVersion });
    expect(found.map(({ target }) => formatTarget(target))).toEqual(expected);
  });
});

describe("wantedTargets", () => {
  it.each<[string | undefined, Target, string, readonly string[]]>([
    [undefined, macArm, "darwin-arm64", ["darwin-x64"]],
    ["host", macArm, "darwin-arm64", ["darwin-x64"]],
    ["darwin-arm64", macArm, "darwin-arm64", []],
    ["linux-x64", linux, "linux-x64-glibc", ["linux-x64-glibc+glibc-217"]],
    ["linux-x64", musl, "linux-x64-musl", []],
    ["linux-x64", macArm, "linux-x64-glibc", ["linux-x64-glibc+glibc-217"]],
    ["linux-x64-glibc", linux, "linux-x64-glibc", []],
    ["linux-x64-glibc-217", linux, "linux-x64-glibc+glibc-217", []],
    ["linux-arm", armv7, "linux-armv7-glibc", ["linux-armv6-glibc"]],
    ["alpine-x64", linux, "linux-x64-musl", []],
  ])("%j on %j", (text, host, target, fallbacks) => {
    const wanted = wantedTargets(text, { host });
    expect(formatTarget(wanted.target)).toBe(target);
    expect(wanted.fallbacks.map((one) => formatTarget(one.target))).toEqual(fallbacks);
  });

  it("minds the glibc of this host for this host alone", () => {
    const old = { host: linux, glibcVersion: "2.12" };
    expect(wantedTargets("linux-x64", old).fallbacks).toEqual([]);
    expect(wantedTargets("linux-x64", { ...old, host: linuxArm }).fallbacks).toHaveLength(1);
  });
});
