import { describe, expect, it } from "vitest";
import type { NamedSymbol } from "../../src/addon.js";
import { readMachHeader } from "../../src/mach-o/commands.js";
import { segmentsOf } from "../../src/mach-o/segments.js";
import { readMachSymbols } from "../../src/mach-o/symbols.js";
import type { Extent, Parsing } from "../../src/reader.js";
import { machOFile } from "../support/mach-o-file.js";
import { parseWith } from "../support/parse-with.js";

function* symbolsOf(extent: Extent): Parsing<NamedSymbol[]> {
  const header = yield* readMachHeader(extent);
  return header === undefined ? [] : yield* readMachSymbols(extent, header, segmentsOf(extent, header));
}

const symbols = [
  { name: "_malloc" },
  { name: "_napi_module_register" },
  { name: "_napi_register_module_v1", code: [0xc0, 0x03, 0x5f, 0xd6] },
  { name: "napi_register_module_v1", code: [1, 2, 3, 4] },
];

describe("readMachSymbols()", () => {
  it.each([
    { bits: 64, isLittleEndian: true },
    { bits: 32, isLittleEndian: true },
    { bits: 32, isLittleEndian: false },
  ] as const)("finds Node's names behind the underscore: $bits bit, $isLittleEndian", (layout) => {
    const file = machOFile({ ...layout, fileType: 8, symbols });
    const [offered, wanted, ...rest] = parseWith(file, symbolsOf);
    expect(offered).toMatchObject({ name: "napi_register_module_v1", isDefined: true });
    expect(file[offered?.codeAt ?? 0]).toBe(0xc0);
    expect(wanted).toEqual({ name: "napi_module_register", isDefined: false, codeAt: undefined });
    expect(rest).toEqual([]);
  });

  it("finds none in a file without a symbol table", () => {
    expect(parseWith(machOFile(), symbolsOf)).toEqual([]);
  });
});
