import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { nodeApiHeaders } from "../src/include-dirs.js";
import { nodeApiFunctions, nodeApiImports } from "../src/node-api-imports.js";
import { nodeDir } from "./support/node-dir.js";

test("nodeApiFunctions reads what the headers declare, over line ends", () => {
  const header = readFileSync(join(nodeApiHeaders({ projectDir: "/", nodeDir }), "js_native_api.h"), "utf8");
  const names = nodeApiFunctions(header);
  expect(names).toEqual(expect.arrayContaining(["napi_create_function", "napi_get_version"]));
  expect(names.length).toBeGreaterThan(100);
  expect(
    nodeApiFunctions(
      "NAPI_EXTERN napi_status NAPI_CDECL\n  napi_a(x);\nNAPI_CDECL napi_a(); typedef (NAPI_CDECL* napi_cb)(x)",
    ),
  ).toEqual(["napi_a"]);
});

describe("nodeApiImports", () => {
  it("has a pointer, and a row by which it is filled, for each function", () => {
    const text = nodeApiImports(["napi_a", "napi_b"]);
    expect(text.match(/^void \*SLOT\(\w+\)/gm)).toEqual(["void *SLOT(napi_a)", "void *SLOT(napi_b)"]);
    expect(text).toContain('{"napi_b", &SLOT(napi_b)},');
  });
});
