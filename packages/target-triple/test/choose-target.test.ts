import { describe, expect, it } from "vitest";
import { canonicalText } from "../src/canonical.js";
import { chooseTarget } from "../src/choose-target.js";
import { createTarget } from "../src/target.js";

const glibc = createTarget({ os: "linux", arch: "x64", libc: "glibc" });
const musl = createTarget({ os: "linux", arch: "x64", libc: "musl" });
const mac = createTarget({ os: "darwin", arch: "arm64" });

describe("chooseTarget()", () => {
  it.each([
    ["linux-x64", glibc, "linux-x64-glibc"],
    ["linux-x64", musl, "linux-x64-musl"],
    ["linux-x64", mac, "linux-x64-glibc"],
    ["linux-arm64", musl, "linux-arm64-musl"],
    ["linux-arm64", undefined, "linux-arm64-glibc"],
    ["linux/amd64", musl, "linux-x64-musl"],
    ["win-x64", glibc, "win32-x64"],
    ["host", musl, "linux-x64-musl"],
    ["linux-x64-glibc+pointer-compression", musl, "linux-x64-glibc+pointer-compression"],
    ["linux-armv7l", musl, "linux-armv7-glibc"],
  ])("reads %s on %o as %s", (text, host, expected) => {
    expect(canonicalText(chooseTarget(text, { host }))).toBe(expected);
  });

  it("refuses what stays open", () => {
    expect(() => chooseTarget("linux-arm", { host: mac })).toThrow(
      expect.objectContaining({ code: "ERR_TARGET_AMBIGUOUS" }),
    );
  });

  it("refuses what is no target", () => {
    expect(() => chooseTarget("host")).toThrow(expect.objectContaining({ code: "ERR_TARGET_UNKNOWN" }));
  });
});
