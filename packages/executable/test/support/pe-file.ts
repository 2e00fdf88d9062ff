import { ByteWriter } from "./byte-writer.js";

interface PeImport {
  readonly library: string;
  readonly names?: readonly string[];
  /** Imports by number instead of by name. */
  readonly ordinals?: readonly number[];
}

export interface PeOptions {
  readonly machine?: number;
  readonly bits?: 32 | 64;
  readonly isDll?: boolean;
  readonly subsystem?: number;
  readonly subsystemVersion?: readonly [major: number, minor: number];
  readonly imports?: readonly PeImport[];
  readonly delayImports?: readonly PeImport[];
  readonly exports?: readonly { readonly name: string; readonly code: readonly number[] }[];
  readonly certificateBytes?: number;
  /** CHPEMetadataPointer of the load configuration. */
  readonly hybridPointer?: number;
  /** The bytes of a resource tree that stands at the returned address. */
  readonly resources?: (address: number) => Uint8Array;
  /** Further bytes of the section. */
  readonly data?: Uint8Array;
  /** Bytes of all headers, which end before the section. */
  readonly headerBytes?: number;
}

const SECTION_RVA = 0x3000;
const SECTION_OFFSET = 0x400;
const PE_OFFSET = 0x80;

/** Builds a PE image whose tables all stand in one section. */
export function peFile(options: PeOptions = {}): Uint8Array {
  const { bits = 64, imports = [], delayImports = [], exports = [], hybridPointer } = options;
  const section = new ByteWriter();
  const rva = (): number => SECTION_RVA + section.length;
  const directories = new Map<number, readonly [number, number]>();
  if (exports.length > 0) directories.set(0, [writeExports(section, exports), 40]);
  if (imports.length > 0) {
    const tables = imports.map((one) => writeImportNames(section, one, bits));
    directories.set(1, [rva(), 20 * (imports.length + 1)]);
    for (const { names, library } of tables) section.u32(names, 0, 0, library, names);
    section.u32(0, 0, 0, 0, 0);
  }
  if (delayImports.length > 0) {
    const tables = delayImports.map((one) => writeImportNames(section, one, bits));
    directories.set(13, [rva(), 32 * (delayImports.length + 1)]);
    for (const { names, library } of tables) section.u32(1, library, 0, 0, names, 0, 0, 0);
    section.u32(0, 0, 0, 0, 0, 0, 0, 0);
  }
  if (hybridPointer !== undefined) {
    directories.set(10, [rva(), 0x140]);
    const start = section.length;
    section.u32(0x140).padTo(start + 0xc8);
    section.u64(hybridPointer).padTo(start + 0x140);
  }
  if (options.resources !== undefined) {
    const tree = options.resources(section.align(16).length + SECTION_RVA);
    directories.set(2, [rva(), tree.length]);
    section.bytes(tree);
  }
  section.bytes(options.data ?? []);
  return assemble(options, section.align(512).finish(), directories);
}

function assemble(
  options: PeOptions,
  section: Uint8Array,
  directories: Map<number, readonly [number, number]>,
): Uint8Array {
  const { machine = 34404, bits = 64, isDll = false, subsystem = 3, certificateBytes = 0 } = options;
  const [major, minor] = options.subsystemVersion ?? [6, 0];
  const fileEnd = SECTION_OFFSET + section.length;
  if (certificateBytes > 0) directories.set(4, [fileEnd, certificateBytes]);
  const optionalBytes = bits === 64 ? 240 : 224;
  const start = PE_OFFSET + 24;
  const writer = new ByteWriter();
  writer
    .text("MZ")
    .padTo(60)
    .u32(PE_OFFSET)
    .padTo(PE_OFFSET)
    .text("PE")
    .u16(0, machine, 1)
    .u32(0, 0, 0)
    .u16(optionalBytes, 0x22 | (isDll ? 0x2000 : 0))
    .u16(bits === 64 ? 0x20b : 0x10b)
    .padTo(start + 32)
    .u32(0x1000, 512)
    .padTo(start + 48)
    .u16(major, minor)
    .padTo(start + 56)
    .u32(SECTION_RVA + Math.ceil(section.length / 0x1000) * 0x1000, options.headerBytes ?? SECTION_OFFSET)
    .padTo(start + 68)
    .u16(subsystem)
    .padTo(start + (bits === 64 ? 108 : 92))
    .u32(16);
  for (let i = 0; i < 16; i += 1) writer.u32(...(directories.get(i) ?? [0, 0]));
  writer
    .padTo(start + optionalBytes)
    .text(".rdata")
    .u16(0);
  writer.u32(section.length, SECTION_RVA, section.length, SECTION_OFFSET, 0, 0, 0, 0);
  writer.padTo(SECTION_OFFSET).bytes(section);
  return writer.padTo(fileEnd + certificateBytes).finish();
}

/** The names table of one library, its hint/name entries and the library's own name. */
function writeImportNames(
  section: ByteWriter,
  { library, names = [], ordinals = [] }: PeImport,
  bits: 32 | 64,
): { readonly names: number; readonly library: number } {
  const rvas = names.map((name) => {
    const rva = SECTION_RVA + section.align(2).length;
    section.u16(0).text(name).u8(0);
    return rva;
  });
  const libraryRva = SECTION_RVA + section.length;
  section.text(library).u8(0).align(8);
  const namesRva = SECTION_RVA + section.length;
  for (const ordinal of ordinals) {
    if (bits === 64) section.u32(ordinal, 0x80000000);
    else section.u32(0x80000000 + ordinal);
  }
  section.word(bits, ...rvas, 0);
  return { names: namesRva, library: libraryRva };
}

function writeExports(section: ByteWriter, exports: NonNullable<PeOptions["exports"]>): number {
  const here = (): number => SECTION_RVA + section.length;
  const code = exports.map((one) => {
    const rva = here();
    section.bytes(one.code);
    return rva;
  });
  const names = exports.map(({ name }) => {
    const rva = here();
    section.text(name).u8(0);
    return rva;
  });
  section.align(4);
  // Functions stand in reverse, so that a reader that takes a name's index for its function's fails.
  const functionsRva = here();
  section.u32(...[...code].reverse());
  const namesRva = here();
  section.u32(...names);
  const ordinalsRva = here();
  section.u16(...exports.map((_, i) => exports.length - 1 - i)).align(4);
  const rva = here();
  section.u32(0, 0, 0, 0, 1, exports.length, exports.length, functionsRva, namesRva, ordinalsRva);
  return rva;
}
