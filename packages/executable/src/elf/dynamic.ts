import { readFields } from "../fields.js";
import { type Extent, malformed, type Parsing, readString } from "../reader.js";
import { type ElfHeader, offsetOfAddress, SEGMENT_DYNAMIC } from "./header.js";

/** The dynamic section, read by the addresses that the system's loader uses, so also without section headers. */
export interface Dynamic {
  /** Values by tag; of a tag that stands several times, all values. */
  readonly values: ReadonlyMap<number, readonly number[]>;
  readonly strings: { readonly offset: number; readonly sizeBytes: number } | undefined;
}

const TAG_NEEDED = 1;
export const TAG_HASH = 4;
const TAG_STRING_TABLE = 5;
export const TAG_SYMBOL_TABLE = 6;
const TAG_STRING_TABLE_BYTES = 10;
export const TAG_SHARED_NAME = 14;
export const TAG_GNU_HASH = 0x6ffffef5;
export const TAG_FLAGS_1 = 0x6ffffffb;
export const TAG_VERSION_NEED = 0x6ffffffe;
export const TAG_VERSION_NEED_COUNT = 0x6fffffff;

/** Real files have about forty entries. */
const MAX_ENTRIES = 4096;
const MAX_NEEDED = 1024;

/** The dynamic section, or undefined for a static file and an object. */
export function* readDynamic(extent: Extent, header: ElfHeader): Parsing<Dynamic | undefined> {
  const segment = header.segments.find(({ type }) => type === SEGMENT_DYNAMIC);
  // Files that hold debug information alone keep the header of the segment without its bytes.
  if (segment === undefined || segment.fileBytes === 0) return undefined;
  const { bits, isLittleEndian } = header;
  const word = bits / 8;
  const length = Math.min(segment.fileBytes, MAX_ENTRIES * 2 * word);
  const range = { offset: segment.offset, length };
  const fields = yield* readFields(extent, range, { isLittleEndian, what: "the dynamic section" });
  const values = new Map<number, number[]>();
  for (let at = 0; at + 2 * word <= length; at += 2 * word) {
    const tag = fields.word(at, bits);
    if (tag === 0) break;
    const value = fields.word(at + word, bits);
    const known = values.get(tag);
    if (known === undefined) values.set(tag, [value]);
    else known.push(value);
  }
  return { values, strings: stringTable(extent, header, values) };
}

function stringTable(
  extent: Extent,
  header: ElfHeader,
  values: ReadonlyMap<number, readonly number[]>,
): Dynamic["strings"] {
  const address = values.get(TAG_STRING_TABLE)?.[0];
  if (address === undefined) return undefined;
  const offset = offsetOfAddress(header.segments, address);
  if (offset === undefined) throw malformed(extent, "the dynamic string table is in no loaded segment");
  const sizeBytes = values.get(TAG_STRING_TABLE_BYTES)?.[0] ?? 0;
  return { offset, sizeBytes: Math.min(sizeBytes, extent.sizeBytes - offset) };
}

/** The first value of a tag, taken as an address and turned into a place in the file. */
export function offsetOfTag(header: ElfHeader, dynamic: Dynamic, tag: number): number | undefined {
  const address = dynamic.values.get(tag)?.[0];
  return address === undefined ? undefined : offsetOfAddress(header.segments, address);
}

/** A name of the dynamic string table. */
export function* readDynamicString(extent: Extent, dynamic: Dynamic, index: number): Parsing<string> {
  const { strings } = dynamic;
  if (strings === undefined || index >= strings.sizeBytes) {
    throw malformed(extent, `name ${index} is outside the dynamic string table`);
  }
  return yield* readString(extent, strings.offset + index, { limit: strings.sizeBytes - index });
}

/** DT_NEEDED: the libraries that the loader must find. */
export function* readNeeded(extent: Extent, dynamic: Dynamic): Parsing<string[]> {
  const indexes = dynamic.values.get(TAG_NEEDED) ?? [];
  if (indexes.length > MAX_NEEDED) throw malformed(extent, `it needs ${indexes.length} libraries`);
  const names: string[] = [];
  for (const index of indexes) names.push(yield* readDynamicString(extent, dynamic, index));
  return names;
}
