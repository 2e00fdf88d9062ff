export const BLOCK_BYTES = 512;

/** A tar header block, numbers and text decoded, nothing judged. */
export interface TarHeader {
  readonly name: string;
  readonly linkName: string;
  /** One character; "0" for a plain file. */
  readonly type: string;
  readonly sizeBytes: number;
  readonly mode: number;
}

const CHECKSUM_START = 148;
const CHECKSUM_END = 156;
const SPACE = 0x20;
const ZERO = 0x30;
const SEVEN = 0x37;

/** True for a block of zeros: two of them end an archive. */
export function isZeroBlock(block: Buffer, at: number): boolean {
  for (let i = at; i < at + BLOCK_BYTES; i += 1) {
    if (block[i] !== 0) {
      return false;
    }
  }
  return true;
}

/**
 * The header at `at` (POSIX ustar, GNU, or the old V7 form), or undefined where the checksum is
 * wrong or a number cannot be read.
 */
export function parseTarHeader(block: Buffer, at: number): TarHeader | undefined {
  const sizeBytes = readNumber(block, at + 124, 12);
  const mode = readNumber(block, at + 100, 8);
  if (!isChecksumRight(block, at) || sizeBytes === undefined || mode === undefined) {
    return undefined;
  }
  const type = block[at + 156] === 0 ? "0" : String.fromCharCode(block[at + 156] ?? ZERO);
  const prefix = isPosix(block, at) ? readText(block, at + 345, 155) : "";
  const name = readText(block, at, 100);
  return {
    name: prefix === "" ? name : `${prefix}/${name}`,
    linkName: readText(block, at + 157, 100),
    type,
    sizeBytes,
    mode,
  };
}

/** "ustar" and NUL; GNU's own magic ends in blanks, and keeps times where POSIX has the prefix. */
function isPosix(block: Buffer, at: number): boolean {
  return block.toString("latin1", at + 257, at + 263) === "ustar\0";
}

function isChecksumRight(block: Buffer, at: number): boolean {
  const before = sumBytes(block, at, at + CHECKSUM_START);
  const after = sumBytes(block, at + CHECKSUM_END, at + BLOCK_BYTES);
  const unsigned = before.sum + after.sum + SPACE * (CHECKSUM_END - CHECKSUM_START);
  const stated = readNumber(block, at + CHECKSUM_START, CHECKSUM_END - CHECKSUM_START);
  // Some old programs summed signed characters.
  return stated === unsigned || stated === unsigned - 256 * (before.high + after.high);
}

function sumBytes(block: Buffer, from: number, to: number): { readonly sum: number; readonly high: number } {
  let sum = 0;
  let high = 0;
  for (let i = from; i < to; i += 1) {
    const byte = block[i] ?? 0;
    sum += byte;
    high += byte >> 7;
  }
  return { sum, high };
}

/** Text up to the first NUL. */
function readText(block: Buffer, from: number, length: number): string {
  const nul = block.indexOf(0, from);
  const end = nul === -1 || nul > from + length ? from + length : nul;
  return block.toString("utf8", from, end);
}

/** An octal number, or GNU's base-256 form for large ones; undefined if it is neither. */
function readNumber(block: Buffer, from: number, length: number): number | undefined {
  const first = block[from] ?? 0;
  if (first >= 0x80) {
    return readBase256(block, from, length);
  }
  let at = from;
  const end = from + length;
  while (at < end && block[at] === SPACE) {
    at += 1;
  }
  let value = 0;
  for (; at < end; at += 1) {
    const byte = block[at] ?? 0;
    if (byte === 0 || byte === SPACE) {
      return value;
    }
    if (byte < ZERO || byte > SEVEN) {
      return undefined;
    }
    value = value * 8 + (byte - ZERO);
  }
  return value;
}

/** Negative numbers and those past 2^53 are of no archive that can be unpacked. */
function readBase256(block: Buffer, from: number, length: number): number | undefined {
  if (block[from] !== 0x80) {
    return undefined;
  }
  let value = 0;
  for (let i = from + 1; i < from + length; i += 1) {
    value = value * 256 + (block[i] ?? 0);
  }
  return Number.isSafeInteger(value) ? value : undefined;
}
