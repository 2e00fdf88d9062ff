import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { nodeApiHeaders } from "../src/include-dirs.js";
import { exportsOfDef, nodeApiImports } from "../src/node-api-imports.js";

test("exportsOfDef reads the functions of node-api-headers' list", () => {
  const names = exportsOfDef(readFileSync(nodeApiHeaders().defFile, "utf8"));
  expect(names).toEqual(expect.arrayContaining(["napi_module_register", "napi_create_function"]));
  expect(names.length).toBeGreaterThan(140);
  expect(names.every((name) => /^(napi|node_api)_\w+$/.test(name))).toBe(true);
  expect(exportsOfDef("NAME NODE.EXE\r\nEXPORTS\r\nnapi_a\r\n; comment\r\n\r\nnapi_b\r\n")).toEqual([
    "napi_a",
    "napi_b",
  ]);
});

describe("nodeApiImports", () => {
  it("has a pointer, and a row by which it is filled, for each function", () => {
    const text = nodeApiImports(["napi_a", "napi_b"]);
    expect(text.match(/^void \*SLOT\(\w+\)/gm)).toEqual(["void *SLOT(napi_a)", "void *SLOT(napi_b)"]);
    expect(text).toContain('{"napi_b", &SLOT(napi_b)},');
  });
});
