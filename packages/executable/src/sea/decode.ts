import { ExecutableError } from "../errors.js";
import { Fields } from "../fields.js";
import { type ByteRange, type Extent, type Parsing, parseBytes, readBytes } from "../reader.js";
import type { SeaContent } from "./content.js";
import { EXEC_ARGV_EXTENSIONS, MAIN_FORMATS, SEA_FLAGS, SEA_MAGIC, type SeaFormat } from "./format.js";

/** A blob as it stands in a file: short texts as they are, bytes as ranges of the blob. */
export interface SeaIndex extends Omit<SeaContent, "main" | "codeCache" | "assets"> {
  readonly main: ByteRange;
  readonly codeCache?: ByteRange;
  readonly assets?: ReadonlyMap<string, ByteRange>;
}

/** `SeaContent` whose bytes are in memory. */
export interface SeaContentInMemory extends SeaContent {
  readonly main: Uint8Array;
  readonly codeCache?: Uint8Array;
  readonly assets?: ReadonlyMap<string, Uint8Array>;
}

/** Neither names nor options are longer, nor are there more of them. */
const MAX_TEXT_BYTES = 1024 * 1024;
const MAX_COUNT = 1_000_000;

/**
 * Reads a blob of this format; the bytes of the result are views of `bytes`.
 * Throws ERR_EXECUTABLE_BLOB when the bytes are no blob, or one for a Node.js that reads another format.
 */
export function decodeSea(bytes: Uint8Array, format: SeaFormat): SeaContentInMemory {
  const extent = { name: "the blob", start: 0, sizeBytes: bytes.byteLength };
  const { main, codeCache, assets, ...rest } = parseBytes(bytes, parseSea(extent, format));
  const view = ({ offset, length }: ByteRange): Uint8Array => bytes.subarray(offset, offset + length);
  return {
    ...rest,
    main: view(main),
    ...(codeCache === undefined ? {} : { codeCache: view(codeCache) }),
    ...(assets === undefined
      ? {}
      : { assets: new Map(Array.from(assets, ([name, range]) => [name, view(range)])) }),
  };
}

/** Finds the parts of a blob; of long ones only the lengths are read. */
export function* parseSea(extent: Extent, format: SeaFormat): Parsing<SeaIndex> {
  try {
    const cursor = new Cursor(extent, format);
    const index = yield* parseParts(cursor, format);
    if (cursor.at !== extent.sizeBytes) throw noBlob(`${extent.sizeBytes - cursor.at} bytes are left over`);
    return index;
  } catch (error) {
    if (!(error instanceof ExecutableError) || error.code !== "ERR_EXECUTABLE_MALFORMED") throw error;
    throw noBlob(error.message, error);
  }
}

function* parseParts(cursor: Cursor, format: SeaFormat): Parsing<SeaIndex> {
  if ((yield* cursor.number(4)) !== SEA_MAGIC) throw noBlob("it does not begin with the magic number");
  const flags = yield* cursor.number(4);
  const known = Object.values(SEA_FLAGS).reduce((all, flag) => all | flag, 0);
  if ((flags & ~known) !== 0) throw noBlob(`flags 0x${flags.toString(16)} are unknown`);
  const has = (name: keyof typeof SEA_FLAGS): boolean => (flags & SEA_FLAGS[name]) !== 0;
  const extension = format.parts.includes("execArgv")
    ? oneOf(EXEC_ARGV_EXTENSIONS, yield* cursor.number(1))
    : undefined;
  const mainFormat = format.parts.includes("mainFormat")
    ? oneOf(MAIN_FORMATS, yield* cursor.number(1))
    : undefined;
  const codePath = format.parts.includes("codePath") ? yield* cursor.text() : undefined;
  return {
    ...(extension === undefined ? {} : { execArgvExtension: extension }),
    ...(mainFormat === undefined ? {} : { mainFormat }),
    ...(codePath === undefined ? {} : { codePath }),
    disableExperimentalSEAWarning: has("disableExperimentalSEAWarning"),
    useSnapshot: has("useSnapshot"),
    useVfs: has("useVfs"),
    main: yield* cursor.range(),
    ...(has("useCodeCache") ? { codeCache: yield* cursor.range() } : {}),
    ...(has("includeAssets") ? { assets: yield* parseAssets(cursor) } : {}),
    ...(has("includeExecArgv") ? { execArgv: yield* parseTexts(cursor) } : {}),
  };
}

function* parseAssets(cursor: Cursor): Parsing<Map<string, ByteRange>> {
  const assets = new Map<string, ByteRange>();
  const count = yield* cursor.count();
  for (let i = 0; i < count; i += 1) assets.set(yield* cursor.text(), yield* cursor.range());
  return assets;
}

function* parseTexts(cursor: Cursor): Parsing<string[]> {
  const texts: string[] = [];
  const count = yield* cursor.count();
  for (let i = 0; i < count; i += 1) texts.push(yield* cursor.text());
  return texts;
}

class Cursor {
  at = 0;
  readonly #extent: Extent;
  readonly #format: SeaFormat;

  constructor(extent: Extent, format: SeaFormat) {
    this.#extent = extent;
    this.#format = format;
  }

  *number(width: 1 | 4 | 8): Parsing<number> {
    const bytes = yield* readBytes(this.#extent, { offset: this.at, length: width }, "a number of the blob");
    const fields = new Fields(this.#extent, bytes, this.#format.endianness === "little");
    this.at += width;
    return width === 1 ? fields.u8(0) : width === 4 ? fields.u32(0) : fields.u64(0);
  }

  *range(): Parsing<ByteRange> {
    const length = yield* this.number(this.#format.wordBytes);
    const offset = this.at;
    if (offset + length > this.#extent.sizeBytes) throw noBlob(`a part of ${length} bytes leaves it`);
    this.at += length;
    return { offset, length };
  }

  *text(): Parsing<string> {
    const range = yield* this.range();
    if (range.length > MAX_TEXT_BYTES) throw noBlob(`a name of ${range.length} bytes`);
    const bytes = yield* readBytes(this.#extent, range, "a name in the blob");
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  }

  *count(): Parsing<number> {
    const count = yield* this.number(this.#format.wordBytes);
    if (count > MAX_COUNT) throw noBlob(`${count} parts`);
    return count;
  }
}

function oneOf<T>(values: readonly T[], index: number): T {
  const value = values[index];
  if (value === undefined) throw noBlob(`${index} where it should have at most ${values.length - 1}`);
  return value;
}

function noBlob(why: string, cause?: unknown): ExecutableError {
  return new ExecutableError("ERR_EXECUTABLE_BLOB", `this is no SEA blob for this Node.js: ${why}`, {
    hint: "make the blob for the Node.js that shall run it",
    cause,
  });
}
