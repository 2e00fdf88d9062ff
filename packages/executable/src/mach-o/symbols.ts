import { addonNameAt, type NamedSymbol } from "../addon.js";
import { Fields } from "../fields.js";
import { type Extent, type Parsing, readBytes } from "../reader.js";
import type { MachHeader } from "./commands.js";
import { type MachSegment, offsetOfMachAddress } from "./segments.js";

const COMMAND_SYMBOLS = 0x2;
const COMMAND_DYNAMIC_SYMBOLS = 0xb;

/** Addons have some thousands of symbols at most; a library with more is not searched. */
const MAX_SYMBOLS = 262_144;
const MAX_STRING_TABLE_BYTES = 32 * 1024 * 1024;

/** The external symbols whose names matter to Node.js, offered and asked for. C names carry a leading `_`. */
export function* readMachSymbols(
  extent: Extent,
  header: MachHeader,
  segments: readonly MachSegment[],
): Parsing<NamedSymbol[]> {
  const table = header.commands.find(({ type }) => type === COMMAND_SYMBOLS)?.fields;
  const ranges = header.commands.find(({ type }) => type === COMMAND_DYNAMIC_SYMBOLS)?.fields;
  if (table === undefined || ranges === undefined || table.u32(20) > MAX_STRING_TABLE_BYTES) return [];
  const strings = { offset: table.u32(16), length: table.u32(20) };
  const names = yield* readBytes(extent, strings, "the symbol names");
  const { bits, isLittleEndian } = header;
  const entryBytes = bits === 64 ? 16 : 12;
  const symbols: NamedSymbol[] = [];
  for (const isDefined of [true, false]) {
    const [first, count] = isDefined ? [ranges.u32(16), ranges.u32(20)] : [ranges.u32(24), ranges.u32(28)];
    if (count > MAX_SYMBOLS) return [];
    const range = { offset: table.u32(8) + first * entryBytes, length: count * entryBytes };
    const bytes = yield* readBytes(extent, range, "the symbol table");
    const entries = new Fields(extent, bytes, isLittleEndian);
    for (let at = 0; at < range.length; at += entryBytes) {
      const name = addonNameAt(names, entries.u32(at), "_");
      if (name === undefined) continue;
      const address = entries.word(at + 8, bits);
      symbols.push({
        name,
        isDefined,
        codeAt: isDefined ? offsetOfMachAddress(segments, address) : undefined,
      });
    }
  }
  return symbols;
}
