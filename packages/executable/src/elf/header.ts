import { Fields, readFields } from "../fields.js";
import { type Extent, malformed, type Parsing, readBytes, requireWithin } from "../reader.js";

/** A program header: a range of the file and the address it is mapped at. */
export interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly fileBytes: number;
  readonly memoryBytes: number;
  readonly alignment: number;
}

/** The file header, as far as inspection needs it, and the program headers it points to. */
export interface ElfHeader {
  readonly bits: 32 | 64;
  readonly isLittleEndian: boolean;
  readonly osAbi: number;
  readonly type: number;
  readonly machine: number;
  readonly flags: number;
  readonly segments: readonly Segment[];
  readonly segmentTable: ElfTable;
  readonly sections: ElfTable;
}

/** Where a table of headers stands. */
interface ElfTable {
  readonly offset: number;
  readonly entryBytes: number;
  readonly count: number;
}

export const SEGMENT_LOAD = 1;
export const SEGMENT_DYNAMIC = 2;
export const SEGMENT_INTERPRETER = 3;
export const SEGMENT_NOTE = 4;
export const SEGMENT_HEADERS = 6;

/** Linkers write about a dozen; core dumps, with one for each mapping, many more. */
const MAX_SEGMENTS = 4096;

/**
 * Reads the file header and the program headers (System V gABI, "ELF Header" and "Program Header").
 * Every loaded segment must lie within the file, so that a file cut short is refused.
 */
export function* readElfHeader(extent: Extent): Parsing<ElfHeader> {
  const ident = yield* readBytes(extent, { offset: 0, length: 16 }, "the ELF identification");
  const bits = ident[4] === 1 ? 32 : ident[4] === 2 ? 64 : undefined;
  const isLittleEndian = ident[5] === 1;
  if (bits === undefined) throw malformed(extent, `ELF class ${ident[4]} is neither 32 nor 64 bit`);
  if (!isLittleEndian && ident[5] !== 2) throw malformed(extent, `ELF byte order ${ident[5]} is unknown`);

  const range = { offset: 0, length: bits === 64 ? 64 : 52 };
  const fields = yield* readFields(extent, range, { isLittleEndian, what: "the ELF header" });
  const word = bits / 8;
  const tail = 24 + 3 * word;
  const segmentTable = {
    offset: fields.word(24 + word, bits),
    entryBytes: fields.u16(tail + 6),
    count: fields.u16(tail + 8),
  };
  return {
    bits,
    isLittleEndian,
    osAbi: fields.u8(7),
    type: fields.u16(16),
    machine: fields.u16(18),
    flags: fields.u32(tail),
    segments: yield* readSegments(extent, segmentTable, { bits, isLittleEndian }),
    segmentTable,
    sections: {
      offset: fields.word(24 + 2 * word, bits),
      entryBytes: fields.u16(tail + 10),
      count: fields.u16(tail + 12),
    },
  };
}

function* readSegments(
  extent: Extent,
  table: ElfTable,
  { bits, isLittleEndian }: { readonly bits: 32 | 64; readonly isLittleEndian: boolean },
): Parsing<Segment[]> {
  if (table.count === 0) return [];
  const entryBytes = bits === 64 ? 56 : 32;
  if (table.entryBytes !== entryBytes || table.count > MAX_SEGMENTS) {
    throw malformed(extent, `${table.count} program headers of ${table.entryBytes} bytes make no sense`);
  }
  const length = table.count * entryBytes;
  const bytes = yield* readBytes(extent, { offset: table.offset, length }, "the program header table");
  const segments: Segment[] = [];
  for (let at = 0; at < length; at += entryBytes) {
    const entry = new Fields(extent, bytes.subarray(at, at + entryBytes), isLittleEndian);
    const segment = bits === 64 ? segment64(entry) : segment32(entry);
    if (segment.type === SEGMENT_LOAD) {
      const range = { offset: segment.offset, length: segment.fileBytes };
      requireWithin(extent, range, "a loaded segment");
    }
    segments.push(segment);
  }
  return segments;
}

function segment64(entry: Fields): Segment {
  return {
    type: entry.u32(0),
    offset: entry.u64(8),
    address: entry.u64(16),
    fileBytes: entry.u64(32),
    memoryBytes: entry.u64(40),
    alignment: entry.u64(48),
  };
}

function segment32(entry: Fields): Segment {
  return {
    type: entry.u32(0),
    offset: entry.u32(4),
    address: entry.u32(8),
    fileBytes: entry.u32(16),
    memoryBytes: entry.u32(20),
    alignment: entry.u32(28),
  };
}

/** Where the byte that is loaded at `address` stands in the file, or undefined when none is. */
export function offsetOfAddress(segments: readonly Segment[], address: number): number | undefined {
  for (const segment of segments) {
    if (segment.type !== SEGMENT_LOAD) continue;
    const distance = address - segment.address;
    if (distance >= 0 && distance < segment.fileBytes) return segment.offset + distance;
  }
  return undefined;
}
