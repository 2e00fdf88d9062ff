import { ExecutableError } from "../errors.js";
import { FieldWriter } from "../field-writer.js";
import { type ByteSource, readSources, type StreamedBytes, sizeOf } from "./byte-source.js";
import { requireParts, type SeaContent } from "./content.js";
import { EXEC_ARGV_EXTENSIONS, MAIN_FORMATS, SEA_FLAGS, SEA_MAGIC, type SeaFormat } from "./format.js";

/**
 * The blob of a single executable application as the Node.js with this format reads it, byte for byte what its own
 * `--experimental-sea-config` writes. Assets keep the order of their map; Node's own order is that of its hash table.
 * Nothing is read before the blob is.
 *
 * Throws ERR_EXECUTABLE_UNSUPPORTED when the format has no place for a part of the content.
 */
export function encodeSea(content: SeaContent, format: SeaFormat): StreamedBytes {
  requireParts(content, format);
  const pieces = new Pieces(format);
  pieces.head(content);
  if (format.parts.includes("codePath")) pieces.text(content.codePath ?? "main.js");
  pieces.bytes(content.main);
  if (content.codeCache !== undefined) pieces.bytes(content.codeCache);
  const { assets = new Map<string, ByteSource>(), execArgv = [] } = content;
  if (assets.size > 0) pieces.word(assets.size);
  for (const [name, bytes] of assets) {
    pieces.text(name);
    pieces.bytes(bytes);
  }
  if (execArgv.length > 0) pieces.word(execArgv.length);
  for (const argument of execArgv) pieces.text(argument);
  return { sizeBytes: pieces.sizeBytes, read: () => readSources(pieces.sources) };
}

class Pieces {
  readonly sources: ByteSource[] = [];
  sizeBytes = 0;
  readonly #format: SeaFormat;

  constructor(format: SeaFormat) {
    this.#format = format;
  }

  head(content: SeaContent): void {
    const { parts } = this.#format;
    const head = this.#header(8 + Number(parts.includes("execArgv")) + Number(parts.includes("mainFormat")));
    head.u32(0, SEA_MAGIC).u32(4, flagsOf(content));
    const extension = EXEC_ARGV_EXTENSIONS.indexOf(content.execArgvExtension ?? "env");
    if (parts.includes("execArgv")) head.u8(8, extension);
    const mainFormat = MAIN_FORMATS.indexOf(content.mainFormat ?? "commonjs");
    if (parts.includes("mainFormat")) head.u8(9, mainFormat);
  }

  word(value: number): void {
    const { wordBytes } = this.#format;
    if (wordBytes === 4 && value > 0xffff_ffff) {
      throw new ExecutableError(
        "ERR_EXECUTABLE_UNSUPPORTED",
        `${value} bytes are too many for a 32-bit Node.js`,
      );
    }
    this.#header(wordBytes).word(0, wordBytes === 8 ? 64 : 32, value);
  }

  bytes(source: ByteSource): void {
    this.word(sizeOf(source));
    this.#push(source);
  }

  text(text: string): void {
    this.bytes(new TextEncoder().encode(text));
  }

  #header(sizeBytes: number): FieldWriter {
    const bytes = new Uint8Array(sizeBytes);
    this.#push(bytes);
    return new FieldWriter(bytes, this.#format.endianness === "little");
  }

  #push(source: ByteSource): void {
    this.sources.push(source);
    this.sizeBytes += sizeOf(source);
  }
}

function flagsOf(content: SeaContent): number {
  let flags = 0;
  if (content.disableExperimentalSEAWarning) flags |= SEA_FLAGS.disableExperimentalSEAWarning;
  if (content.useSnapshot) flags |= SEA_FLAGS.useSnapshot;
  if (content.codeCache) flags |= SEA_FLAGS.useCodeCache;
  if (content.assets?.size) flags |= SEA_FLAGS.includeAssets;
  if (content.execArgv?.length) flags |= SEA_FLAGS.includeExecArgv;
  if (content.useVfs) flags |= SEA_FLAGS.useVfs;
  return flags;
}
