import { expect, it } from "vitest";
import { scriptsToDetect } from "../../src/archive/scripts-to-detect.js";
import { filesOf } from "../support/packed.js";

const mayBeModule = scriptsToDetect(
  filesOf({
    "package.json": '{"type":"module"}',
    "node_modules/a/package.json": "{}",
    "node_modules/b/package.json": '{"type":"commonjs"}',
    "node_modules/c/package.json": "no JSON",
  }),
);

it.each([
  ["main.js", false],
  ["bin/tool", false],
  ["node_modules/a/index.js", true],
  ["node_modules/a/bin/tool", true],
  ["node_modules/a/index.mjs", false],
  ["node_modules/a/package.json", false],
  ["node_modules/b/lib/index.js", false],
  ["node_modules/c/index.js", true],
  ["node_modules/none/index.js", true],
])("the format of %s is for its syntax to say: %j", (path, answer) => {
  expect(mayBeModule(path)).toBe(answer);
});
