import { expect, test } from "vitest";
import { pkgArches, pkgPlatforms, pkgWordKind, sortPkgWords } from "../../src/grammars/pkg-words.js";
import { formatTarget, parseTarget } from "../../src/index.js";
import { errorOf } from "../error-of.js";

const idsOf = (text: string) => parseTarget(text, "pkg").candidates.map((target) => formatTarget(target));

test.each([
  ["x64-linux", ["linux-x64-glibc"]],
  ["node22-macos-arm64", ["darwin-arm64"]],
  ["osx-x86_64-node18", ["darwin-x64"]],
  ["windows-ia32", ["win32-ia32"]],
  ["linuxstatic-armv7-latest", ["linux-armv7-static"]],
  ["linux-ppc64", ["linux-ppc64le-glibc", "linux-ppc64be-glibc"]],
  ["freebsd-x86", ["freebsd-ia32"]],
  ["macos", ["darwin-x64", "darwin-arm64"]],
  ["armv7", ["linux-armv7-glibc", "linux-armv7-musl", "linux-armv7-static"]],
] as const)("%s, without a host, leaves %j", (text, ids) => {
  expect(idsOf(text)).toEqual(ids);
});

test("a range of Node.js is no part of the target", () => {
  expect(parseTarget("node22-linux-x64", "pkg").warnings.join()).toContain("node22");
});

test.each([
  ["host", "ERR_TARGET_UNKNOWN"],
  ["latest", "ERR_TARGET_UNKNOWN"],
  ["node22", "ERR_TARGET_UNKNOWN"],
  ["linux-macos", "ERR_TARGET_DUPLICATE"],
  ["linux-x64-x64", "ERR_TARGET_DUPLICATE"],
  ["linux--x64", "ERR_TARGET_UNKNOWN"],
  ["linux-armv6", "ERR_TARGET_UNKNOWN"],
  ["Linux-x64", "ERR_TARGET_UNKNOWN"],
  ["linux-toString", "ERR_TARGET_UNKNOWN"],
])("%s is no platform and arch of pkg: %s", (text, code) => {
  expect(errorOf(() => parseTarget(text, "pkg")).code).toBe(code);
});

test("sortPkgWords replaces aliases, in any order", () => {
  expect(sortPkgWords("x86_64-osx-node22")).toEqual({ range: "node22", platform: "macos", arch: "x64" });
  expect(sortPkgWords("win32")).toEqual({ platform: "win" });
  expect(sortPkgWords("m137-ia32")).toEqual({ range: "m137", arch: "x86" });
});

test.each(["darwin", "mac", "osx"])("%s is macos", (word) =>
  expect(sortPkgWords(word).platform).toBe("macos"),
);
test.each(["win32", "windows", "win"])("%s is win", (word) =>
  expect(sortPkgWords(word).platform).toBe("win"),
);
test.each(["lin", "linux"])("%s is linux", (word) => expect(sortPkgWords(word).platform).toBe("linux"));

test.each([
  ["node22", "range"],
  ["m137", "range"],
  ["latest", "range"],
  ["alpine", "platform"],
  ["osx", "platform"],
  ["x86_64", "arch"],
  ["toString", undefined],
  ["host", undefined],
])("the word %s is of the kind %s", (word, kind) => {
  expect(pkgWordKind(word)).toBe(kind);
});

test("the words of a kind are of that kind", () => {
  expect(pkgPlatforms.map(pkgWordKind)).toEqual(pkgPlatforms.map(() => "platform"));
  expect(pkgArches.map(pkgWordKind)).toEqual(pkgArches.map(() => "arch"));
});
