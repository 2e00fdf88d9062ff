import { formatTarget } from "@nodewright/target-triple";
import { expect, test } from "vitest";
import { foreignArch, foreignTarget, targetsOfWords, wordsOf } from "../../src/topics/pkg-words.js";

test("words have their places and kinds", () => {
  expect(wordsOf("node24--lnux")).toEqual([
    { text: "node24", start: 0, end: 6, kind: "range" },
    { text: "", start: 7, end: 7, kind: undefined },
    { text: "lnux", start: 8, end: 12, kind: undefined },
  ]);
});

test.each([
  ["node24-linux-x64", ["linux-x64-glibc"]],
  ["arm64-osx", ["darwin-arm64"]],
  ["linux-ppc64", ["linux-ppc64le-glibc", "linux-ppc64be-glibc"]],
  ["node24-linux", []],
])("%s means %j", (text, targets) => {
  expect(targetsOfWords(wordsOf(text)).map((target) => formatTarget(target))).toEqual(targets);
});

test.each([
  ["node24-x86_64-unknown-linux-musl", "node24-alpine-x64"],
  ["x86_64-pc-windows-msvc", "win-x64"],
  ["linux/arm64-node24", "node24-linux-arm64"],
  ["node24-linux-x64-musl", "node24-alpine-x64"],
  ["node24-linux-musl", "node24-alpine"],
  ["node24-linux-glibc-arm64", "node24-linux-arm64"],
  ["node24-plan9-x64", undefined],
])("%s is meant as %s", (text, first) => {
  expect(foreignTarget(text, wordsOf(text))?.texts[0]).toBe(first);
});

test.each([
  ["amd64", "x64"],
  ["aarch64", "arm64"],
  ["i386", "x86"],
  ["armv7l", "armv7"],
  ["musl", undefined],
  ["bogus", undefined],
])("the arch %s is %s", (word, arch) => {
  expect(foreignArch(word)).toBe(arch);
});
