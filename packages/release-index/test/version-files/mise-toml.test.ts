import { expect, test } from "vitest";
import { parseMiseToml } from "../../src/version-files/mise-toml.js";
import { errorOf } from "../error-of.js";

test.each([
  ['[tools]\nnode = "24"\n', [["24", "tools.node"]]],
  [
    "[tools]\nnode = ['24', \"22.11.0\"] # two\n",
    [
      ["24", "tools.node.0"],
      ["22.11.0", "tools.node.1"],
    ],
  ],
  ['[tools.node]\nversion = "lts"\npostinstall = "x"\n', [["lts", "tools.node.version"]]],
  ['tools.node.version = "24"\n', [["24", "tools.node.version"]]],
  ['[tools]\nnodejs = "prefix:22"\nruby = "3"\n', [["prefix:22", "tools.nodejs"]]],
  ['[tools]\n"core:node" = "22"\n', [["22", "tools.core:node"]]],
  [
    '[[tools.node]]\nversion = "24"\n[[tools.node]]\nversion = "22"\n',
    [
      ["24", "tools.node.0.version"],
      ["22", "tools.node.1.version"],
    ],
  ],
  ['[env]\nNODE_ENV = "x"\n', []],
  ["", []],
])("parseMiseToml reads %j", (text, expected) => {
  const found = parseMiseToml("mise.toml", text);
  expect(found.map(({ spec, path }) => [spec, path.join(".")])).toStrictEqual(expected);
  expect(found.every(({ dialect, file }) => dialect === "mise" && file === "mise.toml")).toBe(true);
});

test.each([
  ['[tools]\nnode = "24\n', "it is not TOML at line 2"],
  ["[tools]\nnode = 24\n", "tools.node is neither a text, a list nor a table"],
  ["tools = 1\n", "tools is not a table"],
  ['[tools.node]\npath = "x"\n', "tools.node has no version"],
])("parseMiseToml refuses %j, telling where", (text, why) => {
  const error = errorOf(() => parseMiseToml("mise.toml", text));
  expect(error.code).toBe("ERR_RELEASE_VERSION_FILE");
  expect(error.message).toContain(why);
});
