import { expect, test } from "vitest";
import { isCodenameWord, readPartial, readRange, readVersionOrPrefix, refuse } from "../src/read-words.js";

test.each([
  ["22", { major: 22 }],
  ["v22.1", { major: 22, minor: 1 }],
  ["0.12", { major: 0, minor: 12 }],
  ["22.1.0", undefined],
  ["022", undefined],
  ["22.", undefined],
  ["1e3", undefined],
  ["", undefined],
])("readPartial %j is %j", (text, expected) => {
  expect(readPartial(text)).toStrictEqual(expected);
});

test.each([
  ["22.1.0", "version"],
  ["22", "prefix"],
  ["chakracore-8.1.2", undefined],
  ["lts", undefined],
])("readVersionOrPrefix %j is of kind %s", (text, kind) => {
  expect(readVersionOrPrefix(text)?.kind).toBe(kind);
});

test("readRange is undefined for what is no range", () => {
  expect(readRange(">=20")).toStrictEqual({ kind: "range", range: ">=20" });
  expect(readRange("lts")).toBeUndefined();
});

test.each([
  ["jod", true],
  ["Jod", true],
  ["x", false],
  ["lts1", false],
  ["", false],
])("isCodenameWord %j is %s", (text, expected) => {
  expect(isCodenameWord(text)).toBe(expected);
});

test("refuse names the tool, unless the words are our own", () => {
  expect(refuse("nvm", "lts", "why", "hint")).toMatchObject({
    message: 'cannot resolve "lts" as nvm reads it: why',
    hint: "hint",
  });
  expect(refuse("nodewright", "lts", "why").message).toBe('cannot resolve "lts": why');
});
