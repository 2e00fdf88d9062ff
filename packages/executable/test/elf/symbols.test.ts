import { describe, expect, it } from "vitest";
import type { NamedSymbol } from "../../src/addon.js";
import { readDynamic } from "../../src/elf/dynamic.js";
import { readElfHeader } from "../../src/elf/header.js";
import { readElfSymbols } from "../../src/elf/symbols.js";
import type { Extent, Parsing } from "../../src/reader.js";
import { elfFile } from "../support/elf-file.js";
import { parseWith } from "../support/parse-with.js";

function* symbolsOf(extent: Extent): Parsing<NamedSymbol[]> {
  const header = yield* readElfHeader(extent);
  const dynamic = yield* readDynamic(extent, header);
  return dynamic === undefined ? [] : yield* readElfSymbols(extent, header, dynamic);
}

const symbols = [
  { name: "malloc" },
  { name: "napi_module_register" },
  { name: "napi_create_function" },
  { name: "napi_register_module_v1", code: [0xb8, 1, 0, 0, 0, 0xc3] },
  { name: "node_register_module_v127", code: [0xc3] },
];

describe("readElfSymbols()", () => {
  it.each([
    { bits: 64, isLittleEndian: true, hash: "gnu" },
    { bits: 64, isLittleEndian: true, hash: "sysv" },
    { bits: 64, isLittleEndian: true, hash: "both" },
    { bits: 64, isLittleEndian: false, hash: "sysv", machine: 22 },
    { bits: 64, isLittleEndian: false, hash: "gnu", machine: 22 },
    { bits: 32, isLittleEndian: true, hash: "gnu" },
    { bits: 32, isLittleEndian: false, hash: "sysv" },
  ] as const)("finds Node's names: $bits bit, little-endian $isLittleEndian, hash $hash", (layout) => {
    const file = elfFile({ ...layout, symbols });
    const found = parseWith(file, symbolsOf);
    expect(found.map(({ name, isDefined }) => [name, isDefined])).toEqual([
      ["napi_module_register", false],
      ["napi_register_module_v1", true],
      ["node_register_module_v127", true],
    ]);
    const codeAt = found[1]?.codeAt ?? 0;
    expect([...file.subarray(codeAt, codeAt + 6)]).toEqual([0xb8, 1, 0, 0, 0, 0xc3]);
    expect(found[0]?.codeAt).toBeUndefined();
  });

  it("counts none by an empty hash table", () => {
    expect(parseWith(elfFile({ needed: ["libc.so.6"] }), symbolsOf)).toEqual([]);
  });

  it("does not read a symbol table of millions", () => {
    const file = elfFile({ symbols, hash: "sysv" });
    const view = new DataView(file.buffer);
    const at = file.findIndex(
      (_, i) => i % 8 === 0 && i > 64 && view.getUint32(i, true) === 1 && view.getUint32(i + 4, true) === 6,
    );
    view.setUint32(at + 4, 0xffffffff, true);
    expect(parseWith(file, symbolsOf)).toEqual([]);
  });
});
