import { describe, expect, test } from "vitest";
import {
  createTarget,
  matchTarget,
  TargetError,
  targetBits,
  targetEndian,
  targetsEqual,
} from "../src/index.js";
import { checkedPair, commonPattern } from "../src/target.js";
import { errorOf } from "./error-of.js";

describe("createTarget", () => {
  test("freezes what it makes and leaves absent fields out", () => {
    const target = createTarget({
      os: "linux",
      arch: "x64",
      libc: "musl",
      variant: null,
      cpuLevel: undefined,
    });
    expect(Object.isFrozen(target)).toBe(true);
    expect(Object.keys(target)).toEqual(["os", "arch", "libc"]);
  });

  test.each([
    [
      { os: "android", arch: "arm64" },
      { os: "android", arch: "arm64", libc: "bionic" },
    ],
    [
      { os: "android", arch: "arm" },
      { os: "android", arch: "arm", libc: "bionic", armVersion: "7" },
    ],
    [
      { os: "openharmony", arch: "arm64" },
      { os: "openharmony", arch: "arm64", libc: "ohos" },
    ],
    [
      { os: "linux", arch: "x64", libc: "glibc", endian: "little" },
      { os: "linux", arch: "x64", libc: "glibc" },
    ],
    [
      { os: "aix", arch: "ppc64", endian: "big" },
      { os: "aix", arch: "ppc64" },
    ],
    [
      { os: "win32", arch: "arm", armVersion: 7 },
      { os: "win32", arch: "arm" },
    ],
    [
      { os: "linux", arch: "arm", libc: "musl", armVersion: 6 },
      { os: "linux", arch: "arm", libc: "musl", armVersion: "6" },
    ],
    [{ os: "web" }, { os: "web", arch: "any" }],
    [
      { os: "freebsd", arch: "x64" },
      { os: "freebsd", arch: "x64" },
    ],
  ])("%o is %o: what os and arch settle is filled in or dropped", (parts, target) => {
    expect(createTarget(parts)).toEqual(target);
  });

  test.each([
    [{ os: "linux", arch: "x64" }, "libc"],
    [{ os: "linux", arch: "arm", libc: "glibc" }, "armVersion"],
    [{ os: "linux", arch: "ppc64", libc: "glibc" }, "endian"],
    [{ os: "freebsd", arch: "ppc64" }, "endian"],
    [{ os: "linux" }, "arch"],
    [{ arch: "x64" }, "os"],
    [{ os: "", arch: "x64" }, "os"],
  ])("%o is incomplete without %s", (parts, field) => {
    const error = errorOf(() => createTarget(parts));
    expect(error.code).toBe("ERR_TARGET_INCOMPLETE");
    expect(`${error.message} ${error.hint}`).toContain(field);
  });

  test.each([
    [{ os: "darwin", arch: "x64", libc: "glibc" }, "it has none"],
    [{ os: "linux", arch: "x64", libc: "uclibc" }, "uclibc"],
    [{ os: "linux", arch: "x64", libc: "glibc", armVersion: "7" }, "armVersion"],
    [{ os: "linux", arch: "x64", libc: "glibc", endian: "big" }, "endian"],
    [{ os: "aix", arch: "ppc64", endian: "little" }, "endian"],
    [{ os: "android", arch: "arm", armVersion: "6" }, "armVersion"],
    [{ os: "linux", arch: "universal", libc: "glibc" }, "go together"],
    [{ os: "wasi", arch: "x64" }, "go together"],
    [{ os: "web", arch: "x64" }, "go together"],
    [{ os: "darwin", arch: "any" }, "go together"],
    [{ os: "darwin", arch: "x64", variant: "a b" }, "plain word"],
    [{ os: "darwin", arch: "x64", variant: "x86_64_v3" }, "plain word"],
    [{ os: "darwin", arch: "arm64", cpuLevel: "x86_64_v3" }, "no level of arm64"],
  ])("%o is refused: %s", (parts, why) => {
    const error = errorOf(() => createTarget(parts));
    expect(error.code).toBe("ERR_TARGET_INVALID");
    expect(error.message).toContain(why);
  });

  test.each([
    [{ os: "macos", arch: "x64" }, 'Node.js calls it "darwin"'],
    [{ os: "linux", arch: "amd64", libc: "glibc" }, 'Node.js calls it "x64"'],
    [{ os: "linux", arch: "constructor", libc: "glibc" }, "it can be x64, arm64, universal, arm, ia32"],
    [{ os: "linus", arch: "x64" }, 'did you mean "linux"?'],
    [{ os: "linux", arch: "ppc64le", libc: "glibc" }, 'write arch "ppc64" with endian "little"'],
    [{ os: "linux", arch: "armv7", libc: "glibc" }, 'write arch "arm" with armVersion "7"'],
  ])("%o is refused with the hint %s", (parts, hint) => {
    const error = errorOf(() => createTarget(parts));
    expect(error).toBeInstanceOf(TargetError);
    expect(error.hint).toContain(hint);
  });
});

const glibc = createTarget({ os: "linux", arch: "x64", libc: "glibc" });
const musl = createTarget({ os: "linux", arch: "x64", libc: "musl" });
const debug = createTarget({ os: "linux", arch: "x64", libc: "glibc", variant: "debug" });

test.each([
  [{}, glibc, true],
  [{ os: "linux" }, musl, true],
  [{ arch: "x64", libc: "glibc" }, glibc, true],
  [{ arch: "x64", libc: "glibc" }, debug, true],
  [{ libc: "glibc" }, musl, false],
  [glibc, glibc, true],
  [debug, glibc, false],
] as const)("matchTarget(%o, %o) is %s", (pattern, target, expected) => {
  expect(matchTarget(pattern, target)).toBe(expected);
});

test("targetsEqual compares every field", () => {
  expect(targetsEqual(glibc, { ...glibc })).toBe(true);
  expect(targetsEqual(glibc, musl)).toBe(false);
  expect(targetsEqual(glibc, debug)).toBe(false);
});

test("commonPattern keeps the fields in which all agree", () => {
  expect(commonPattern([glibc, musl])).toEqual({ os: "linux", arch: "x64" });
  expect(commonPattern([glibc, debug])).toEqual(glibc);
  expect(commonPattern([glibc])).toBe(glibc);
  expect(commonPattern([glibc, createTarget({ os: "darwin", arch: "x64" })])).toEqual({ arch: "x64" });
  expect(commonPattern([])).toEqual({});
});

test("checkedPair gives the two words that a target needs", () => {
  expect(checkedPair({ os: "linux", arch: "arm" })).toEqual({ os: "linux", arch: "arm" });
});

test.each([
  [{ os: "linux", arch: "s390x", libc: "glibc" }, 64, "big"],
  [{ os: "aix", arch: "ppc64" }, 64, "big"],
  [{ os: "linux", arch: "ppc64", endian: "little", libc: "glibc" }, 64, "little"],
  [{ os: "linux", arch: "ppc64", endian: "big", libc: "glibc" }, 64, "big"],
  [{ os: "linux", arch: "arm", armVersion: "7", libc: "glibc" }, 32, "little"],
  [{ os: "win32", arch: "ia32" }, 32, "little"],
  [{ os: "linux", arch: "mips", libc: "musl" }, 32, "big"],
  [{ os: "linux", arch: "mips64el", libc: "musl" }, 64, "little"],
  [{ os: "darwin", arch: "universal" }, 64, "little"],
  [{ os: "wasi", arch: "wasm32" }, 32, "little"],
] as const)("targetBits and targetEndian of %o are %i and %s", (parts, bits, endian) => {
  const target = createTarget(parts);
  expect([targetBits(target), targetEndian(target)]).toEqual([bits, endian]);
});
