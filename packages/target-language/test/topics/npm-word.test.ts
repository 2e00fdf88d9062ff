import { expect, test } from "vitest";
import { checkNpmWord, describeNpmWord, npmWords, suggestNpmWords } from "../../src/topics/npm-word.js";
import { spotOf } from "../support.js";

test("the words are Node's own", () => {
  expect(npmWords("os")).toEqual(expect.arrayContaining(["darwin", "linux", "win32", "aix", "freebsd"]));
  expect(npmWords("cpu")).toEqual(expect.arrayContaining(["x64", "arm64", "ia32", "arm", "ppc64", "s390x"]));
  expect(npmWords("libc")).toEqual(["glibc", "musl"]);
  expect(suggestNpmWords("libc")).toEqual([{ text: "glibc" }, { text: "musl" }]);
});

test.each([
  ["os", "linux", undefined, undefined],
  ["os", "!win32", undefined, undefined],
  ["os", "any", undefined, undefined],
  ["os", "macos", "foreign-spelling", "darwin"],
  ["os", "!windows", "foreign-spelling", "!win32"],
  ["os", "alpine", "foreign-spelling", "linux"],
  ["os", "lnux", "unknown-word", "linux"],
  ["cpu", "amd64", "foreign-spelling", "x64"],
  ["cpu", "x86_64", "foreign-spelling", "x64"],
  ["cpu", "aarch64", "foreign-spelling", "arm64"],
  ["cpu", "armhf", "foreign-spelling", "arm"],
  ["cpu", "quantum", "unknown-word", undefined],
  ["libc", "gnu", "foreign-spelling", "glibc"],
  ["libc", "muls", "unknown-word", "musl"],
] as const)("%s: %s is %s, for %s", (field, text, code, fixed) => {
  const [finding] = checkNpmWord(spotOf({ kind: "npm-word", field }, text), field);
  expect(finding?.code).toBe(code);
  const [fix] = finding?.fixes ?? [];
  expect(fix && text.slice(0, fix.start) + fix.text).toBe(fixed);
});

test("a word twice", () => {
  expect(checkNpmWord(spotOf({ kind: "npm-word", field: "os" }, "linux", ["linux"]), "os")).toEqual([
    expect.objectContaining({ code: "duplicate-target" }),
  ]);
});

test("where npm installs it", () => {
  expect(describeNpmWord("musl", "libc")).toMatch(/^npm installs the package on .*`linux-x64-musl`/);
  expect(describeNpmWord("nonsense", "os")).toBeUndefined();
});
