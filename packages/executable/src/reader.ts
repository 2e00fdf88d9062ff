import { ExecutableError } from "./errors.js";

/** A request for `length` bytes at `offset` from the start of the file. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/**
 * A parse in progress. It yields the ranges it needs and is resumed with exactly these bytes, so that one
 * parser serves bytes in memory at once and a file of any size with a handful of small reads.
 */
export type Parsing<T> = Generator<ByteRange, T, Uint8Array>;

/** The file, or the slice of a universal file, that a parser reads; offsets count from `start`. */
export interface Extent {
  /** What the file is called in messages. */
  readonly name: string;
  readonly start: number;
  readonly sizeBytes: number;
}

/** Runs a parse over a whole file in memory. */
export function parseBytes<T>(bytes: Uint8Array, parsing: Parsing<T>): T {
  let step = parsing.next();
  while (!step.done) {
    const { offset, length } = step.value;
    step = parsing.next(bytes.subarray(offset, offset + length));
  }
  return step.value;
}

/** The longest name that is read from a header; longer ones are refused as hostile. */
const MAX_STRING_BYTES = 4096;

export function malformed(extent: Extent, why: string): ExecutableError {
  return new ExecutableError("ERR_EXECUTABLE_MALFORMED", `${extent.name} is damaged: ${why}`, {
    hint: "fetch the file again; if it stays so, the file was published damaged",
  });
}

/** Whether `length` bytes at `offset` lie within the extent. */
export function isWithin(extent: Extent, offset: number, length: number): boolean {
  return offset >= 0 && length >= 0 && offset + length <= extent.sizeBytes;
}

/** Throws ERR_EXECUTABLE_MALFORMED when the range leaves the extent: the file was cut, or its header lies. */
export function requireWithin(extent: Extent, range: ByteRange, what: string): void {
  if (isWithin(extent, range.offset, range.length)) return;
  const end = range.offset + range.length;
  throw malformed(extent, `${what} should end at byte ${end}, but the file has ${extent.sizeBytes} bytes`);
}

/** The bytes of a range, which must lie within the extent. */
export function* readBytes(extent: Extent, range: ByteRange, what: string): Parsing<Uint8Array> {
  requireWithin(extent, range, what);
  if (range.length === 0) return new Uint8Array(0);
  return yield { offset: extent.start + range.offset, length: range.length };
}

/** A NUL-terminated string, read no further than `limit` bytes and the end of the extent. */
export function* readString(
  extent: Extent,
  offset: number,
  { limit = MAX_STRING_BYTES, what = "a name" }: { readonly limit?: number; readonly what?: string } = {},
): Parsing<string> {
  requireWithin(extent, { offset, length: 1 }, what);
  // Most names are short: a first small read saves copying a page for each.
  for (const size of [128, Math.min(limit, MAX_STRING_BYTES)]) {
    const length = Math.min(size, limit, extent.sizeBytes - offset);
    const bytes = yield* readBytes(extent, { offset, length }, what);
    const end = bytes.indexOf(0);
    if (end !== -1) return decodeText(bytes.subarray(0, end));
  }
  throw malformed(extent, `${what} at byte ${offset} has no end`);
}

/** Header text is ASCII by every format's rules; other bytes are kept one to one, so that nothing throws. */
export function decodeText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
