import { ByteWriter, stringTable } from "./byte-writer.js";

interface MachSymbol {
  readonly name: string;
  /** The code that the symbol stands for; without it the file asks its host for the symbol. */
  readonly code?: readonly number[];
}

export interface MachOptions {
  readonly bits?: 32 | 64;
  readonly isLittleEndian?: boolean;
  readonly cpuType?: number;
  readonly fileType?: number;
  /** `[load command, name]` */
  readonly libraries?: readonly (readonly [command: number, name: string])[];
  readonly interpreter?: string;
  /** PLATFORM_… and packed version of LC_BUILD_VERSION. */
  readonly build?: readonly [platform: number, version: number];
  /** Load command and packed version of LC_VERSION_MIN_…. */
  readonly minimum?: readonly [command: number, version: number];
  readonly symbols?: readonly MachSymbol[];
  readonly isSigned?: boolean;
}

const BASE = 0x100000000;
const BASE_32 = 0x4000;

/** Builds a Mach-O file of one segment that maps all of it. */
export function machOFile(options: MachOptions = {}): Uint8Array {
  const { bits = 64, isLittleEndian = true, cpuType = 0x0100000c, fileType = 2 } = options;
  const headerBytes = bits === 64 ? 32 : 28;
  const writer = (): ByteWriter => new ByteWriter(isLittleEndian);
  const plain = simpleCommands(options, writer);
  const segmentBytes = bits === 64 ? 72 : 56;
  const symbolCommandBytes = options.symbols === undefined ? 0 : 24 + 80;
  const commandBytes = segmentBytes + symbolCommandBytes + plain.length;
  const dataAt = headerBytes + commandBytes;
  const data = symbolData(options, writer, dataAt);
  const fileBytes = dataAt + data.bytes.length;
  const base = bits === 64 ? BASE : BASE_32;

  const segment = writer()
    .u32(bits === 64 ? 0x19 : 0x1, segmentBytes)
    .text("__TEXT")
    .padTo(24)
    .word(bits, base, fileBytes, 0, fileBytes)
    .u32(5, 5, 0, 0);
  const magic = bits === 64 ? 0xfeedfacf : 0xfeedface;
  const count = 1 + plain.count + (options.symbols === undefined ? 0 : 2);
  const file = writer().u32(magic, cpuType, 0, fileType, count, commandBytes, 0);
  return file
    .padTo(headerBytes)
    .bytes(segment.finish())
    .bytes(plain.bytes)
    .bytes(data.commands)
    .bytes(data.bytes)
    .finish();
}

function simpleCommands(
  options: MachOptions,
  writer: () => ByteWriter,
): { readonly bytes: Uint8Array; readonly count: number; readonly length: number } {
  const all = writer();
  let count = 0;
  const add = (command: Uint8Array): void => {
    all.bytes(command);
    count += 1;
  };
  for (const [command, name] of options.libraries ?? []) {
    const size = 24 + Math.ceil((name.length + 1) / 8) * 8;
    add(writer().u32(command, size, 24, 0, 0, 0).text(name).padTo(size).finish());
  }
  if (options.interpreter !== undefined) {
    add(writer().u32(0xe, 32, 12).text(options.interpreter).padTo(32).finish());
  }
  if (options.build !== undefined)
    add(
      writer()
        .u32(0x32, 24, ...options.build, 0, 0)
        .finish(),
    );
  if (options.minimum !== undefined) {
    const [command, version] = options.minimum;
    add(writer().u32(command, 16, version, 0).finish());
  }
  if (options.isSigned === true) add(writer().u32(0x1d, 16, 0, 0).finish());
  return { bytes: all.finish(), count, length: all.length };
}

/** LC_SYMTAB and LC_DYSYMTAB, and what they point to: the code, the symbols, the names. */
function symbolData(
  { symbols, bits = 64 }: MachOptions,
  writer: () => ByteWriter,
  dataAt: number,
): { readonly commands: Uint8Array; readonly bytes: Uint8Array } {
  if (symbols === undefined) return { commands: new Uint8Array(), bytes: new Uint8Array() };
  const base = bits === 64 ? BASE : BASE_32;
  const names = stringTable(symbols.map(({ name }) => name));
  const data = writer();
  const addresses = symbols.map(({ code }) => {
    const address = base + dataAt + data.length;
    data.bytes(code ?? []);
    return address;
  });
  data.align(8);
  const symbolsAt = dataAt + data.length;
  const defined = symbols.filter(({ code }) => code !== undefined);
  const undefinedOnes = symbols.filter(({ code }) => code === undefined);
  // A local symbol stands first: the external ones begin at index 1.
  data.u32(0).u8(0xe, 1).u16(0).word(bits, 0);
  for (const symbol of [...defined, ...undefinedOnes]) {
    const isDefined = symbol.code !== undefined;
    const address = isDefined ? (addresses[symbols.indexOf(symbol)] ?? 0) : 0;
    data.u32(names.indexOf(symbol.name)).u8(isDefined ? 0x0f : 0x01, isDefined ? 1 : 0);
    data.u16(0).word(bits, address);
  }
  const namesAt = dataAt + data.length;
  data.bytes(names.bytes);
  const commands = writer()
    .u32(0x2, 24, symbolsAt, 1 + symbols.length, namesAt, names.bytes.length)
    .u32(0xb, 80, 0, 1, 1, defined.length, 1 + defined.length, undefinedOnes.length)
    .padTo(24 + 80);
  return { commands: commands.finish(), bytes: data.finish() };
}

/** Joins files into a universal one, with 32- or 64-bit offsets. */
export function universalFile(
  slices: readonly { readonly cpuType: number; readonly bytes: Uint8Array }[],
  { isWide = false }: { readonly isWide?: boolean } = {},
): Uint8Array {
  const head = new ByteWriter(false).u32(isWide ? 0xcafebabf : 0xcafebabe, slices.length);
  const body = new ByteWriter().padTo(4096);
  for (const { cpuType, bytes } of slices) {
    const offset = body.align(4096).length;
    body.bytes(bytes);
    head.u32(cpuType, 0);
    if (isWide) head.u64(offset, bytes.length).u32(12, 0);
    else head.u32(offset, bytes.length, 12);
  }
  const file = body.finish();
  file.set(head.finish());
  return file;
}
