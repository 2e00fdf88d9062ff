import { expect, test } from "vitest";
import {
  linesOf,
  readNvmrc,
  readPlain,
  readToolVersions,
  wordsOfLine,
} from "../../src/documents/line-files.js";

const version = { kind: "version", dialect: "nodewright" } as const;

test("lines lose their comments and endings, and keep their places", () => {
  const text = "\uFEFFa # b\r\n\nc\rd";
  expect(linesOf(text)).toEqual([
    { text: "a ", start: 1 },
    { text: "", start: 8 },
    { text: "c", start: 9 },
    { text: "d", start: 11 },
  ]);
  expect(wordsOfLine({ text: " a  bc ", start: 5 })).toEqual([
    { text: "a", start: 6, end: 7 },
    { text: "bc", start: 9, end: 11 },
  ]);
});

test(".nvmrc: each bare line with those before it; keys are passed over", () => {
  expect(readNvmrc("# x\r\n lts/jod \r\na=1\r\n22")).toEqual([
    { topic: { kind: "version", dialect: "nvm" }, text: "lts/jod", start: 6, end: 13, before: [] },
    { topic: { kind: "version", dialect: "nvm" }, text: "22", start: 21, end: 23, before: ["lts/jod"] },
  ]);
});

test(".node-version: the first line that is more than a comment", () => {
  expect(readPlain("# a\n\n24.1.0\n22", version)).toEqual([
    { topic: version, text: "24.1.0", start: 5, end: 11, before: [] },
  ]);
});

test("an empty file has a place for its version", () => {
  expect(readPlain("", version)).toEqual([{ topic: version, text: "", start: 0, end: 0 }]);
});

test(".tool-versions: every version of Node.js, and the place of one that is missing", () => {
  const texts = (text: string) => readToolVersions(text).map((spot) => [spot.text, spot.start]);
  expect(texts("python 3.1\nnodejs 24.1.0 22 # x\nnode 20")).toEqual([
    ["24.1.0", 18],
    ["22", 25],
    ["20", 37],
  ]);
  expect(texts("nodejs ")).toEqual([["", 7]]);
  expect(texts("nodejs")).toEqual([]);
});
