import { isAddonSymbol, type NamedSymbol } from "../addon.js";
import { readFields } from "../fields.js";
import { type Extent, malformed, type Parsing, readString } from "../reader.js";
import { DIRECTORY_DELAY_IMPORTS, DIRECTORY_IMPORTS, offsetOfRva, type PeHeader } from "./header.js";

/** A library that an image imports from, and where the list of the names that it wants begins. */
export interface Import {
  readonly library: string;
  readonly namesRva: number;
}

const MAX_LIBRARIES = 4096;
const MAX_NAMES = 16_384;

/** IMAGE_IMPORT_DESCRIPTOR: 20 bytes, the name at 12, the names table at 0 (or, when unbound, 16). */
export function* readImports(extent: Extent, header: PeHeader): Parsing<Import[]> {
  const layout = { directory: DIRECTORY_IMPORTS, entryBytes: 20, nameAt: 12, namesAt: [0, 16] };
  return yield* readDescriptors(extent, header, layout);
}

/** ImgDelayDescr: 32 bytes, the name at 4, the names table at 16. */
export function* readDelayImports(extent: Extent, header: PeHeader): Parsing<Import[]> {
  const layout = { directory: DIRECTORY_DELAY_IMPORTS, entryBytes: 32, nameAt: 4, namesAt: [16] };
  return yield* readDescriptors(extent, header, layout);
}

interface Layout {
  readonly directory: number;
  readonly entryBytes: number;
  readonly nameAt: number;
  readonly namesAt: readonly number[];
}

function* readDescriptors(extent: Extent, header: PeHeader, layout: Layout): Parsing<Import[]> {
  const directory = header.directories[layout.directory];
  if (directory === undefined || directory.address === 0) return [];
  const start = offsetOfRva(header, directory.address);
  if (start === undefined) throw malformed(extent, "its import table is in no section");
  const imports: Import[] = [];
  while (imports.length < MAX_LIBRARIES) {
    const range = { offset: start + layout.entryBytes * imports.length, length: layout.entryBytes };
    const entry = yield* readFields(extent, range, { isLittleEndian: true, what: "the import table" });
    const nameRva = entry.u32(layout.nameAt);
    if (nameRva === 0) return imports;
    const offset = offsetOfRva(header, nameRva);
    if (offset === undefined) throw malformed(extent, "the name of an imported library is in no section");
    const library = yield* readString(extent, offset, { what: "the name of an imported library" });
    const namesRva = layout.namesAt.map((at) => entry.u32(at)).find((rva) => rva !== 0) ?? 0;
    imports.push({ library, namesRva });
  }
  throw malformed(extent, `it imports from more than ${MAX_LIBRARIES} libraries`);
}

/** What an image asks of Node.js by name. On Windows addons import from `node.exe`, mostly at first use. */
export function* readNodeImports(
  extent: Extent,
  header: PeHeader,
  imports: readonly Import[],
): Parsing<NamedSymbol[]> {
  const fromNode = imports.find(({ library }) => library.toLowerCase() === "node.exe");
  const start = fromNode === undefined ? undefined : offsetOfRva(header, fromNode.namesRva);
  if (start === undefined) return [];
  const symbols: NamedSymbol[] = [];
  const entryBytes = header.bits / 8;
  for (let i = 0; i < MAX_NAMES; i += 1) {
    const range = { offset: start + i * entryBytes, length: entryBytes };
    const entry = yield* readFields(extent, range, { isLittleEndian: true, what: "the import names" });
    const [low, high] = [entry.u32(0), entryBytes === 8 ? entry.u32(4) : entry.u32(0)];
    if (low === 0 && high === 0) break;
    const isOrdinal = high >= 0x80000000;
    const offset = isOrdinal ? undefined : offsetOfRva(header, low);
    if (offset === undefined) continue;
    // Two bytes of hint stand before the name.
    const name = yield* readString(extent, offset + 2, { what: "an imported name" });
    if (isAddonSymbol(name)) symbols.push({ name, isDefined: false, codeAt: undefined });
  }
  return symbols;
}
