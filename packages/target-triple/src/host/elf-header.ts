import { closeSync, openSync, readSync } from "node:fs";

/** What the first bytes of an ELF file say. */
export interface ElfHeader {
  readonly bits: 32 | 64;
  readonly endian: "little" | "big";
  /** `e_machine`. */
  readonly machine: number;
  /** Path of the loader that the kernel starts; undefined for a static binary. */
  readonly interpreter: string | undefined;
}

const PT_INTERP = 3;
const MAX_PROGRAM_HEADERS = 512;
const MAX_INTERPRETER = 4096;

/** Reads only the header, the program headers and the loader's path, wherever they stand. Undefined if it is no ELF. */
export function readElfHeader(file: string): ElfHeader | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(file, "r");
  } catch {
    return undefined;
  }
  try {
    return parseElf((offset, size) => readAt(descriptor, offset, size));
  } catch {
    return undefined;
  } finally {
    closeSync(descriptor);
  }
}

type ReadAt = (offset: number, size: number) => DataView;

function readAt(descriptor: number, offset: number, size: number): DataView {
  const bytes = new Uint8Array(size);
  const count = readSync(descriptor, bytes, 0, size, offset);
  return new DataView(bytes.buffer, 0, count);
}

/** A read past the end throws RangeError, which the caller takes for "no ELF". */
function parseElf(read: ReadAt): ElfHeader | undefined {
  const head = read(0, 64);
  if (head.getUint32(0) !== 0x7f454c46) return undefined;
  const is64 = head.getUint8(4) === 2;
  const little = head.getUint8(5) === 1;
  const machine = head.getUint16(18, little);
  return {
    bits: is64 ? 64 : 32,
    endian: little ? "little" : "big",
    machine,
    interpreter: readInterpreter(read, head),
  };
}

function readInterpreter(read: ReadAt, head: DataView): string | undefined {
  const is64 = head.getUint8(4) === 2;
  const little = head.getUint8(5) === 1;
  const word = (view: DataView, at: number) =>
    is64 ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little);
  const tableOffset = word(head, is64 ? 32 : 28);
  const entrySize = head.getUint16(is64 ? 54 : 42, little);
  const count = Math.min(head.getUint16(is64 ? 56 : 44, little), MAX_PROGRAM_HEADERS);
  const table = read(tableOffset, entrySize * count);
  for (let at = 0; at < entrySize * count; at += entrySize) {
    if (table.getUint32(at, little) !== PT_INTERP) continue;
    const path = read(
      word(table, at + (is64 ? 8 : 4)),
      Math.min(word(table, at + (is64 ? 32 : 16)), MAX_INTERPRETER),
    );
    return new TextDecoder().decode(path).replace(/\0.*$/s, "");
  }
  return undefined;
}
