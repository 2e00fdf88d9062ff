import { describe, expect, it } from "vitest";
import type { NamedSymbol } from "../../src/addon.js";
import { readNodeExports } from "../../src/pe/exports.js";
import { readPeHeader } from "../../src/pe/header.js";
import type { Extent, Parsing } from "../../src/reader.js";
import { parseWith } from "../support/parse-with.js";
import { peFile } from "../support/pe-file.js";

function* exportsOf(extent: Extent): Parsing<NamedSymbol[]> {
  const header = yield* readPeHeader(extent);
  return header === undefined ? [] : yield* readNodeExports(extent, header);
}

const exports = [
  { name: "DllMain", code: [0x90] },
  { name: "napi_register_module_v1", code: [0xc3] },
  { name: "node_api_module_get_api_version_v1", code: [0xb8, 8, 0, 0, 0, 0xc3] },
];

describe("readNodeExports()", () => {
  it("finds Node's names, and by their ordinals the code", () => {
    const file = peFile({ exports });
    const found = parseWith(file, exportsOf);
    expect(found.map(({ name }) => name)).toEqual([
      "napi_register_module_v1",
      "node_api_module_get_api_version_v1",
    ]);
    expect(found.map(({ codeAt }) => file[codeAt ?? 0])).toEqual([0xc3, 0xb8]);
  });

  it("finds none where there are none", () => {
    expect(parseWith(peFile(), exportsOf)).toEqual([]);
  });

  it("does not search a table of millions of names", () => {
    const file = peFile({ exports });
    const view = new DataView(file.buffer);
    const tableAt = view.getUint32(0x80 + 24 + 112, true) - 0x3000 + 0x400;
    view.setUint32(tableAt + 24, 0xffffffff, true);
    expect(parseWith(file, exportsOf)).toEqual([]);
  });
});
