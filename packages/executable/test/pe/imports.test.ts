import { describe, expect, it } from "vitest";
import type { NamedSymbol } from "../../src/addon.js";
import { type PeHeader, readPeHeader } from "../../src/pe/header.js";
import { type Import, readDelayImports, readImports, readNodeImports } from "../../src/pe/imports.js";
import type { Extent, Parsing } from "../../src/reader.js";
import { parseWith } from "../support/parse-with.js";
import { peFile } from "../support/pe-file.js";

const withHeader = <T>(read: (extent: Extent, header: PeHeader) => Parsing<T>) =>
  function* (extent: Extent): Parsing<T> {
    const header = yield* readPeHeader(extent);
    if (header === undefined) throw new Error("no PE header");
    return yield* read(extent, header);
  };

const names = (imports: readonly Import[]): string[] => imports.map(({ library }) => library);

const imports = [{ library: "KERNEL32.dll", names: ["CreateFileW"] }, { library: "VCRUNTIME140.dll" }];
const delayImports = [
  { library: "ADVAPI32.dll", names: ["RegOpenKeyW"] },
  { library: "NODE.EXE", names: ["uv_run", "napi_module_register", "napi_create_object"], ordinals: [7] },
];

describe.each([32, 64] as const)("imports of %d bit", (bits) => {
  const file = peFile({ bits, imports, delayImports });

  it("readImports() lists libraries in the file's order", () => {
    expect(names(parseWith(file, withHeader(readImports)))).toEqual(["KERNEL32.dll", "VCRUNTIME140.dll"]);
  });

  it("readDelayImports() lists libraries that are loaded at first use", () => {
    expect(names(parseWith(file, withHeader(readDelayImports)))).toEqual(["ADVAPI32.dll", "NODE.EXE"]);
  });

  it("readNodeImports() finds what is asked of Node.js, past imports by number", () => {
    const found: NamedSymbol[] = parseWith(
      file,
      withHeader(function* (extent, header) {
        return yield* readNodeImports(extent, header, yield* readDelayImports(extent, header));
      }),
    );
    expect(found).toEqual([{ name: "napi_module_register", isDefined: false, codeAt: undefined }]);
  });
});

describe("readImports()", () => {
  it("finds none where there are none", () => {
    expect(parseWith(peFile(), withHeader(readImports))).toEqual([]);
    expect(parseWith(peFile(), withHeader(readDelayImports))).toEqual([]);
  });

  it("refuses a table in no section", () => {
    const file = peFile({ imports });
    file.set([0, 0, 0, 0x40], 0x80 + 24 + 112 + 8);
    expect(() => parseWith(file, withHeader(readImports))).toThrow(/import table is in no section/);
  });

  it("refuses a library name in no section", () => {
    const file = peFile({ imports });
    const view = new DataView(file.buffer);
    const tableAt = view.getUint32(0x80 + 24 + 112 + 8, true) - 0x3000 + 0x400;
    view.setUint32(tableAt + 12, 0x7fffffff, true);
    expect(() => parseWith(file, withHeader(readImports))).toThrow(
      /name of an imported library is in no section/,
    );
  });
});
