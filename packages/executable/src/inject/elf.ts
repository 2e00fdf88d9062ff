import { type ElfHeader, readElfHeader, SEGMENT_HEADERS, SEGMENT_LOAD, SEGMENT_NOTE } from "../elf/header.js";
import { findSeaNote, SEA_NOTE_OWNER } from "../elf/sea-note.js";
import { alignUp, FieldWriter } from "../field-writer.js";
import { type Extent, malformed, type Parsing, readBytes } from "../reader.js";
import { alreadyInjected, noPlace } from "./errors.js";
import { BLOB_ALIGNMENT, type Layout, type Patch, type PlanRequest } from "./layout.js";

/** e_machine → the largest page that kernels for it use; 4 KiB for all others. */
const PAGE_BYTES: Readonly<Record<number, number>> = {
  2: 8192, // SPARC
  8: 65536, // MIPS
  20: 65536, // PowerPC
  21: 65536, // PowerPC, 64 bit
  40: 65536, // ARM
  43: 8192, // SPARC, 64 bit
  183: 65536, // ARM, 64 bit
  258: 65536, // LoongArch
};

/** Length, length and type; then the owner's name with its zero, padded to 4. */
const NOTE_HEAD_BYTES = 12 + alignUp(SEA_NOTE_OWNER.length + 1, 4);

/** The length of a note is a 32-bit number. */
const MAX_BLOB_BYTES = 0xffff_ffff;

/** e_phnum has 16 bits, and its highest value means something else. */
const MAX_SEGMENTS = 0xfffe;

/**
 * Plans a note with the blob behind everything else, a loaded segment over it, and a new program header table in
 * front of it that lists both. Nothing else moves, so that all addresses, relocations and sections stay right.
 * Kernels find the table at the first segment's address plus its offset: the new segment keeps that distance.
 */
export function* planElf(extent: Extent, request: PlanRequest): Parsing<Layout> {
  const header = yield* readElfHeader(extent);
  if ((yield* findSeaNote(extent, header)) !== undefined) throw alreadyInjected(extent.name);
  const { bits, segments, segmentTable, isLittleEndian } = header;
  const first = segments.find(({ type }) => type === SEGMENT_LOAD);
  if (first === undefined) throw malformed(extent, "nothing of it is loaded");
  const distance = first.address - first.offset;
  const pageBytes = PAGE_BYTES[header.machine] ?? 4096;
  const keepBytes = request.stripSymbols ? endOfSegments(header) : extent.sizeBytes;
  const loadedEnd = Math.max(...segments.filter(isLoaded).map((one) => one.address + one.memoryBytes));
  const start = alignUp(Math.max(keepBytes, loadedEnd - distance), pageBytes);
  const count = segmentTable.count + 2;
  const tableBytes = count * segmentTable.entryBytes;
  const blobOffset = alignUp(start + tableBytes + NOTE_HEAD_BYTES, BLOB_ALIGNMENT);
  const noteOffset = blobOffset - NOTE_HEAD_BYTES;
  const end = alignUp(blobOffset + request.blobBytes, 4);
  const refusal =
    distance < 0 || distance % pageBytes !== 0
      ? `its first segment is loaded at ${distance}`
      : count > MAX_SEGMENTS || request.blobBytes > MAX_BLOB_BYTES || end + distance > addressLimit(bits)
        ? `${request.blobBytes} bytes are too many for it`
        : undefined;
  if (refusal !== undefined) throw noPlace(extent.name, refusal);

  const load = { offset: start, length: end - start, alignment: pageBytes };
  const note = { offset: noteOffset, length: end - noteOffset, alignment: 4 };
  const table = new FieldWriter(new Uint8Array(tableBytes), isLittleEndian);
  const old = { offset: segmentTable.offset, length: tableBytes - 2 * segmentTable.entryBytes };
  table.bytes.set(yield* readBytes(extent, old, "the program header table"));
  const write = (index: number, type: number, place: Place): void =>
    writeSegment(table, index * segmentTable.entryBytes, { bits, type, distance, ...place });
  const own = segments.findIndex(({ type }) => type === SEGMENT_HEADERS);
  if (own !== -1) write(own, SEGMENT_HEADERS, { offset: start, length: tableBytes, alignment: bits / 8 });
  write(count - 2, SEGMENT_LOAD, load);
  write(count - 1, SEGMENT_NOTE, note);

  return {
    sizeBytes: end,
    keepBytes,
    blobOffset,
    patches: [
      ...headerPatches(header, { start, count, isStripped: request.stripSymbols }),
      { offset: start, bytes: table.bytes },
      { offset: noteOffset, bytes: noteHead(request.blobBytes, isLittleEndian) },
    ],
  };
}

function isLoaded({ type }: { readonly type: number }): boolean {
  return type === SEGMENT_LOAD;
}

/** Behind that only symbols and sections stand, which no loader reads. */
function endOfSegments({ segments, segmentTable }: ElfHeader): number {
  const ends = segments.map(({ offset, fileBytes }) => offset + fileBytes);
  return Math.max(segmentTable.offset + segmentTable.count * segmentTable.entryBytes, ...ends);
}

function addressLimit(bits: 32 | 64): number {
  return bits === 64 ? Number.MAX_SAFE_INTEGER : 0xffff_0000;
}

interface Place {
  readonly offset: number;
  readonly length: number;
  readonly alignment: number;
}

const READABLE = 4;

function writeSegment(
  table: FieldWriter,
  at: number,
  segment: Place & { readonly bits: 32 | 64; readonly type: number; readonly distance: number },
): void {
  const { bits, type, offset, length, alignment } = segment;
  const address = offset + segment.distance;
  table.u32(at, type);
  if (bits === 64) {
    table
      .u32(at + 4, READABLE)
      .u64(at + 8, offset)
      .u64(at + 16, address)
      .u64(at + 24, address);
    table
      .u64(at + 32, length)
      .u64(at + 40, length)
      .u64(at + 48, alignment);
  } else {
    table
      .u32(at + 4, offset)
      .u32(at + 8, address)
      .u32(at + 12, address)
      .u32(at + 16, length);
    table
      .u32(at + 20, length)
      .u32(at + 24, READABLE)
      .u32(at + 28, alignment);
  }
}

/** e_phoff and e_phnum; without sections also e_shoff, e_shnum and e_shstrndx. */
function headerPatches(
  { bits, isLittleEndian }: ElfHeader,
  {
    start,
    count,
    isStripped,
  }: { readonly start: number; readonly count: number; readonly isStripped: boolean },
): Patch[] {
  const word = bits / 8;
  const writer = (length: number): FieldWriter => new FieldWriter(new Uint8Array(length), isLittleEndian);
  const countAt = 24 + 3 * word + 8;
  const patches = [
    { offset: 24 + word, bytes: writer(word).word(0, bits, start).bytes },
    { offset: countAt, bytes: writer(2).u16(0, count).bytes },
  ];
  if (!isStripped) return patches;
  const noSections = [
    { offset: 24 + 2 * word, bytes: new Uint8Array(word) },
    { offset: countAt + 4, bytes: new Uint8Array(4) },
  ];
  return [...patches, ...noSections];
}

function noteHead(blobBytes: number, isLittleEndian: boolean): Uint8Array {
  const note = new FieldWriter(new Uint8Array(NOTE_HEAD_BYTES), isLittleEndian);
  note
    .u32(0, SEA_NOTE_OWNER.length + 1)
    .u32(4, blobBytes)
    .u32(8, 0);
  return note.text(12, SEA_NOTE_OWNER).bytes;
}
