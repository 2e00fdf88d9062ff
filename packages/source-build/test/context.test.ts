import { expect, test } from "vitest";
import { isNodePackage, splitWords, variablePrefix } from "../src/context.js";

test.each([
  ["node-v24.1.0", "NODE"],
  ["jxcore", "JXCORE"],
  ["graal+ce-19.2.1", "GRAAL+CE"],
])("variablePrefix %s", (name, prefix) => {
  expect(variablePrefix(name)).toBe(prefix);
});

test.each([
  [undefined, []],
  ["", []],
  ["  -a\t--b=c\nd ", ["-a", "--b=c", "d"]],
])("splitWords %j", (text, words) => {
  expect(splitWords(text)).toEqual(words);
});

test.each([
  ["node-v1", true],
  ["iojs-v1", true],
  ["node", false],
  ["my-node-v1", false],
])("isNodePackage %s", (name, isNode) => {
  expect(isNodePackage(name)).toBe(isNode);
});
