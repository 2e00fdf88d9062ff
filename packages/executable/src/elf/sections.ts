import { Fields } from "../fields.js";
import { type Extent, malformed, type Parsing, readBytes } from "../reader.js";
import type { ElfHeader } from "./header.js";

/** A section header, as far as inspection needs it. */
export interface Section {
  readonly type: number;
  readonly offset: number;
  readonly sizeBytes: number;
}

export const SECTION_SYMBOL_TABLE = 2;
export const SECTION_ARM_ATTRIBUTES = 0x70000003;

/** Linked files have dozens; object files with a section per function have thousands. */
const MAX_SECTIONS = 65_535;

/** The section headers; none in a file whose section table was cut off on purpose. */
export function* readSections(extent: Extent, header: ElfHeader): Parsing<Section[]> {
  const { offset, count, entryBytes } = header.sections;
  if (offset === 0) return [];
  const { bits, isLittleEndian } = header;
  const expected = bits === 64 ? 64 : 40;
  if (entryBytes !== expected)
    throw malformed(extent, `section headers of ${entryBytes} bytes make no sense`);
  const what = "the section header table";
  const first = yield* readBytes(extent, { offset, length: expected }, what);
  // A table of 65280 sections or more keeps its count in the size of section 0.
  const realCount =
    count === 0 ? sectionOf(new Fields(extent, first, isLittleEndian), bits).sizeBytes : count;
  if (realCount > MAX_SECTIONS) throw malformed(extent, `${realCount} sections make no sense`);
  const bytes = yield* readBytes(extent, { offset, length: realCount * expected }, what);
  const sections: Section[] = [];
  for (let at = 0; at < bytes.byteLength; at += expected) {
    sections.push(sectionOf(new Fields(extent, bytes.subarray(at, at + expected), isLittleEndian), bits));
  }
  return sections;
}

function sectionOf(entry: Fields, bits: 32 | 64): Section {
  const word = bits / 8;
  return {
    type: entry.u32(4),
    offset: entry.word(8 + 2 * word, bits),
    sizeBytes: entry.word(8 + 3 * word, bits),
  };
}
