import { isAddonSymbol, type NamedSymbol } from "../addon.js";
import { readFields } from "../fields.js";
import { type Extent, type Parsing, readString } from "../reader.js";
import { DIRECTORY_EXPORTS, offsetOfRva, type PeHeader } from "./header.js";

/** Addons export a handful of names; a library with more than this is not searched. */
const MAX_NAMES = 65_536;

/** The exported names that matter to Node.js (IMAGE_EXPORT_DIRECTORY: names, their ordinals, functions). */
export function* readNodeExports(extent: Extent, header: PeHeader): Parsing<NamedSymbol[]> {
  const directory = header.directories[DIRECTORY_EXPORTS];
  const start = directory === undefined ? undefined : offsetOfRva(header, directory.address);
  if (start === undefined) return [];
  const options = { isLittleEndian: true, what: "the export table" };
  const table = yield* readFields(extent, { offset: start, length: 40 }, options);
  const [functionCount, nameCount] = [table.u32(20), table.u32(24)];
  const [functionsAt, namesAt, ordinalsAt] = [28, 32, 36].map((at) => offsetOfRva(header, table.u32(at)));
  if (functionsAt === undefined || namesAt === undefined || ordinalsAt === undefined) return [];
  if (nameCount > MAX_NAMES) return [];
  const names = yield* readFields(extent, { offset: namesAt, length: 4 * nameCount }, options);
  const symbols: NamedSymbol[] = [];
  for (let i = 0; i < nameCount; i += 1) {
    const offset = offsetOfRva(header, names.u32(4 * i));
    if (offset === undefined) continue;
    const name = yield* readString(extent, offset, { what: "an exported name" });
    if (!isAddonSymbol(name)) continue;
    const ordinal = yield* readFields(extent, { offset: ordinalsAt + 2 * i, length: 2 }, options);
    const index = ordinal.u16(0);
    if (index >= functionCount) continue;
    const rva = yield* readFields(extent, { offset: functionsAt + 4 * index, length: 4 }, options);
    symbols.push({ name, isDefined: true, codeAt: offsetOfRva(header, rva.u32(0)) });
  }
  return symbols;
}
