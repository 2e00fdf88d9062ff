import { Fields, readFields } from "../fields.js";
import { type Extent, malformed, type Parsing, readBytes, requireWithin } from "../reader.js";

/** A range of the loaded image; the certificate table alone is a range of the file. */
interface Directory {
  readonly address: number;
  readonly sizeBytes: number;
}

interface PeSection {
  readonly address: number;
  readonly memoryBytes: number;
  readonly offset: number;
  readonly fileBytes: number;
}

/** The COFF and optional headers, as far as inspection needs them. */
export interface PeHeader {
  readonly machine: number;
  readonly characteristics: number;
  readonly bits: 32 | 64;
  readonly subsystem: number;
  readonly subsystemVersion: string;
  readonly directories: readonly Directory[];
  readonly sections: readonly PeSection[];
}

export const DIRECTORY_EXPORTS = 0;
export const DIRECTORY_IMPORTS = 1;
export const DIRECTORY_RESOURCES = 2;
export const DIRECTORY_CERTIFICATES = 4;
export const DIRECTORY_LOAD_CONFIG = 10;
export const DIRECTORY_DELAY_IMPORTS = 13;

/** The Windows loader takes 96. */
const MAX_SECTIONS = 1024;

/**
 * Reads the headers of a PE image (Microsoft, "PE Format"). Every section's bytes and the certificates must lie
 * within the file, so that a file cut short is refused.
 * Returns undefined for a program of MS-DOS, which has no PE header.
 */
export function* readPeHeader(extent: Extent): Parsing<PeHeader | undefined> {
  const options = { isLittleEndian: true, what: "the DOS header" };
  const dos = yield* readFields(extent, { offset: 0, length: 64 }, options);
  const start = dos.u32(60);
  // A DOS program has no pointer there: what stands at that place is code, and leads nowhere.
  if (start < 4 || start + 24 > extent.sizeBytes) {
    if (start > 0 && start < 0x1000) throw malformed(extent, "it ends before its PE header");
    return undefined;
  }
  const coff = yield* readFields(
    extent,
    { offset: start, length: 24 },
    { ...options, what: "the PE header" },
  );
  if (coff.u32(0) !== 0x00004550) return undefined;
  const optionalBytes = coff.u16(20);
  const what = "the optional header";
  const optional = yield* readFields(
    extent,
    { offset: start + 24, length: optionalBytes },
    { ...options, what },
  );
  const magic = optional.u16(0);
  if (magic !== 0x10b && magic !== 0x20b) throw malformed(extent, `optional header 0x${magic.toString(16)}`);
  const bits = magic === 0x20b ? 64 : 32;
  const header: PeHeader = {
    machine: coff.u16(4),
    characteristics: coff.u16(22),
    bits,
    subsystem: optional.u16(68),
    subsystemVersion: `${optional.u16(48)}.${optional.u16(50)}`,
    directories: directoriesOf(optional, bits === 64 ? 108 : 92),
    sections: yield* readPeSections(extent, start + 24 + optionalBytes, coff.u16(6)),
  };
  const certificates = header.directories[DIRECTORY_CERTIFICATES];
  if (certificates !== undefined) {
    const range = { offset: certificates.address, length: certificates.sizeBytes };
    requireWithin(extent, range, "the certificate table");
  }
  return header;
}

function directoriesOf(optional: Fields, countAt: number): Directory[] {
  const count = Math.min(optional.u32(countAt), Math.floor((optional.sizeBytes - countAt - 4) / 8), 16);
  return Array.from({ length: Math.max(0, count) }, (_, i) => ({
    address: optional.u32(countAt + 4 + 8 * i),
    sizeBytes: optional.u32(countAt + 8 + 8 * i),
  }));
}

function* readPeSections(extent: Extent, offset: number, count: number): Parsing<PeSection[]> {
  if (count > MAX_SECTIONS) throw malformed(extent, `${count} sections make no sense`);
  const bytes = yield* readBytes(extent, { offset, length: 40 * count }, "the section table");
  const fields = new Fields(extent, bytes, true);
  return Array.from({ length: count }, (_, i) => {
    const section = {
      memoryBytes: fields.u32(40 * i + 8),
      address: fields.u32(40 * i + 12),
      fileBytes: fields.u32(40 * i + 16),
      offset: fields.u32(40 * i + 20),
    };
    requireWithin(extent, { offset: section.offset, length: section.fileBytes }, "a section");
    return section;
  });
}

/** Where the byte at a relative virtual address stands in the file, or undefined when none does. */
export function offsetOfRva({ sections }: PeHeader, rva: number): number | undefined {
  for (const { address, memoryBytes, offset, fileBytes } of sections) {
    const distance = rva - address;
    const isMapped = distance >= 0 && distance < Math.max(memoryBytes, fileBytes);
    if (isMapped) return distance < fileBytes ? offset + distance : undefined;
  }
  return undefined;
}
