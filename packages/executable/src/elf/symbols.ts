import { addonNameAt, type NamedSymbol } from "../addon.js";
import { Fields, readFields } from "../fields.js";
import { type Extent, type Parsing, readBytes } from "../reader.js";
import { type Dynamic, offsetOfTag, TAG_GNU_HASH, TAG_HASH, TAG_SYMBOL_TABLE } from "./dynamic.js";
import { type ElfHeader, offsetOfAddress } from "./header.js";

/** Addons have some thousands of symbols at most; a library with more is not searched. */
const MAX_SYMBOLS = 262_144;
const MAX_STRING_TABLE_BYTES = 32 * 1024 * 1024;

const MACHINE_S390 = 22;

/** The dynamic symbols whose names matter to Node.js: what the file offers and what it asks of its host. */
export function* readElfSymbols(extent: Extent, header: ElfHeader, dynamic: Dynamic): Parsing<NamedSymbol[]> {
  const { strings } = dynamic;
  const tableAt = offsetOfTag(header, dynamic, TAG_SYMBOL_TABLE);
  if (tableAt === undefined || strings === undefined || strings.sizeBytes > MAX_STRING_TABLE_BYTES) return [];
  const count = yield* countSymbols(extent, header, dynamic);
  if (count > MAX_SYMBOLS) return [];
  const { bits, isLittleEndian } = header;
  const entryBytes = entryBytesOf(header);
  const range = { offset: tableAt, length: count * entryBytes };
  const table = yield* readFields(extent, range, { isLittleEndian, what: "the dynamic symbol table" });
  const names = yield* readBytes(
    extent,
    { offset: strings.offset, length: strings.sizeBytes },
    "the dynamic string table",
  );
  const symbols: NamedSymbol[] = [];
  for (let at = 0; at < range.length; at += entryBytes) {
    const name = addonNameAt(names, table.u32(at));
    if (name === undefined) continue;
    const isDefined = table.u16(at + (bits === 64 ? 6 : 14)) !== 0;
    const address = table.word(at + (bits === 64 ? 8 : 4), bits);
    const codeAt = isDefined ? offsetOfAddress(header.segments, address) : undefined;
    symbols.push({ name, isDefined, codeAt });
  }
  return symbols;
}

/** The loader needs no count, so none is stored: it follows from the hash tables. */
function* countSymbols(extent: Extent, header: ElfHeader, dynamic: Dynamic): Parsing<number> {
  const { isLittleEndian, bits, machine } = header;
  const hashAt = offsetOfTag(header, dynamic, TAG_HASH);
  if (hashAt !== undefined) {
    // {bucket count, chain count}, one chain entry for each symbol; S/390's 64-bit ABI has words of 8 bytes.
    const word = machine === MACHINE_S390 && bits === 64 ? 8 : 4;
    const range = { offset: hashAt, length: 2 * word };
    const fields = yield* readFields(extent, range, { isLittleEndian, what: "the symbol hash table" });
    return fields.word(word, word === 8 ? 64 : 32);
  }
  const gnuHashAt = offsetOfTag(header, dynamic, TAG_GNU_HASH);
  return gnuHashAt === undefined ? 0 : yield* countByGnuHash({ extent, header, dynamic, hashAt: gnuHashAt });
}

/**
 * A file that offers nothing has an empty hash table, in which GNU ld does not say how many symbols it asks for. With
 * that linker the names follow the symbols at once.
 */
function countByStrings(header: ElfHeader, dynamic: Dynamic): number {
  const tableAt = offsetOfTag(header, dynamic, TAG_SYMBOL_TABLE) ?? 0;
  const bytes = Math.max(0, (dynamic.strings?.offset ?? 0) - tableAt);
  return Math.floor(bytes / entryBytesOf(header));
}

function entryBytesOf({ bits }: ElfHeader): number {
  return bits === 64 ? 24 : 16;
}

interface GnuHash {
  readonly extent: Extent;
  readonly header: ElfHeader;
  readonly dynamic: Dynamic;
  readonly hashAt: number;
}

/** The chain of the bucket with the highest start ends with the last symbol; its end has the lowest bit set. */
function* countByGnuHash({ extent, header, dynamic, hashAt }: GnuHash): Parsing<number> {
  const options = { isLittleEndian: header.isLittleEndian, what: "the GNU symbol hash table" };
  const head = yield* readFields(extent, { offset: hashAt, length: 16 }, options);
  const [bucketCount, firstSymbol, bloomWords] = [head.u32(0), head.u32(4), head.u32(8)];
  if (bucketCount > MAX_SYMBOLS) return MAX_SYMBOLS + 1;
  const bucketsAt = hashAt + 16 + bloomWords * (header.bits / 8);
  const buckets = yield* readFields(extent, { offset: bucketsAt, length: 4 * bucketCount }, options);
  let last = 0;
  for (let i = 0; i < bucketCount; i += 1) last = Math.max(last, buckets.u32(4 * i));
  if (last < firstSymbol) return Math.max(firstSymbol, countByStrings(header, dynamic));
  const chainsAt = bucketsAt + 4 * bucketCount;
  while (last < MAX_SYMBOLS) {
    const offset = chainsAt + 4 * (last - firstSymbol);
    const bytes = yield* readBytes(extent, { offset, length: 4 }, options.what);
    last += 1;
    if ((new Fields(extent, bytes, header.isLittleEndian).u32(0) & 1) === 1) break;
  }
  return last;
}
