import { Fields, readFields } from "./fields.js";
import { decodeText, type Extent, type Parsing, readBytes, requireWithin } from "./reader.js";
import type { ExecutableInfo } from "./types.js";

const MAGIC_32 = 0x01df;
const MAGIC_64 = 0x01f7;
const FLAG_EXECUTABLE = 0x0002;
const FLAG_SHARED = 0x2000;
const SECTION_LOADER = 0x1000;

/** Import lists of real files have some hundred bytes. */
const MAX_IMPORT_BYTES = 64 * 1024;

/** Reads an XCOFF file of AIX (IBM, "XCOFF Object File Format"); undefined when it is none. */
export function* parseXcoff(extent: Extent): Parsing<ExecutableInfo | undefined> {
  const options = { isLittleEndian: false, what: "the XCOFF header" };
  const header = yield* readFields(extent, { offset: 0, length: 20 }, options);
  const magic = header.u16(0);
  if (magic !== MAGIC_32 && magic !== MAGIC_64) return undefined;
  const bits = magic === MAGIC_64 ? 64 : 32;
  const flags = header.u16(18);
  const isLibrary = (flags & FLAG_SHARED) !== 0;
  const sectionsAt = (bits === 64 ? 24 : 20) + header.u16(16);
  const needed = yield* readImportFiles(extent, { offset: sectionsAt, count: header.u16(2), bits });
  return {
    format: "xcoff",
    kind: isLibrary ? "shared-library" : (flags & FLAG_EXECUTABLE) !== 0 ? "executable" : "object",
    os: "aix",
    arch: bits === 64 ? "ppc64" : "ppc",
    machine: magic,
    bits,
    endianness: "big",
    needed,
  };
}

interface SectionTable {
  readonly offset: number;
  readonly count: number;
  readonly bits: 32 | 64;
}

/** The import file IDs of the loader section: `libc.a(shr_64.o)`. */
function* readImportFiles(extent: Extent, { offset, count, bits }: SectionTable): Parsing<string[]> {
  const entryBytes = bits === 64 ? 72 : 40;
  const what = "the section table";
  const bytes = yield* readBytes(extent, { offset, length: count * entryBytes }, what);
  const table = new Fields(extent, bytes, false);
  for (let at = 0; at < table.sizeBytes; at += entryBytes) {
    const type = table.u32(at + (bits === 64 ? 64 : 36)) & 0xffff;
    const start = bits === 64 ? table.u64(at + 32) : table.u32(at + 20);
    const sizeBytes = bits === 64 ? table.u64(at + 24) : table.u32(at + 16);
    if (start !== 0) requireWithin(extent, { offset: start, length: sizeBytes }, "a section");
    if (type !== SECTION_LOADER) continue;
    const options = { isLittleEndian: false, what: "the loader section" };
    const loader = yield* readFields(extent, { offset: start, length: bits === 64 ? 56 : 32 }, options);
    const length = Math.min(loader.u32(12), MAX_IMPORT_BYTES);
    const importsAt = start + (bits === 64 ? loader.u64(24) : loader.u32(20));
    return importFilesOf(yield* readBytes(extent, { offset: importsAt, length }, "the import list"));
  }
  return [];
}

/** Triples {path, base name, archive member}; the first is the library search path. */
function importFilesOf(bytes: Uint8Array): string[] {
  const texts = decodeText(bytes).split("\0");
  const files: string[] = [];
  for (let i = 3; i + 2 < texts.length; i += 3) {
    const [path, base, member] = [texts[i] ?? "", texts[i + 1] ?? "", texts[i + 2] ?? ""];
    const file = path === "" ? base : `${path}/${base}`;
    if (base !== "") files.push(member === "" ? file : `${file}(${member})`);
  }
  return files;
}
