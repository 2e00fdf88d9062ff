import { ArtifactError } from "../errors.js";
import { type PaxRecords, parsePax } from "./pax.js";
import { BLOCK_BYTES, isZeroBlock, parseTarHeader, type TarHeader } from "./tar-header.js";

/** What a tar archive consists of; calls come in the order of the archive. */
export interface TarHandler {
  /** A header with long names resolved. Its data follow if `sizeBytes` is not 0. */
  entry(header: TarHeader): void;
  /** Bytes `from`..`to` of `chunk` belong to the entry. */
  data(chunk: Buffer, from: number, to: number): void;
  endEntry(): void;
}

/** Long names and pax records are kept in memory; nothing honest needs this much. */
const MAX_EXTENSION_BYTES = 1024 * 1024;

/** GNU long name, GNU long link name, pax header, pax header for all that follows. */
const EXTENSIONS = "LKxg";

/** Links, devices, directories and pipes have no content, whatever their size field says. */
const BODILESS_TYPES = "123456";

/**
 * A tar parser that is fed chunks of any size, keeps none of them, and calls back synchronously: unpacking a Node.js
 * release is bound by it and the calls it makes, see README.md for figures.
 */
export class TarReader {
  readonly #label: string;
  readonly #handler: TarHandler;
  #rest: Buffer | undefined;
  #dataLeft = 0;
  #paddingLeft = 0;
  #extension: { readonly type: string; readonly bytes: Buffer[] } | undefined;
  #pax: PaxRecords = {};
  #globalPax: PaxRecords = {};
  #longName: string | undefined;
  #longLinkName: string | undefined;
  #hasBegun = false;
  #isEnded = false;

  constructor(label: string, handler: TarHandler) {
    this.#label = label;
    this.#handler = handler;
  }

  write(chunk: Buffer): void {
    let at = this.#rest === undefined ? 0 : this.#completeHeader(this.#rest, chunk);
    while (at < chunk.length && !this.#isEnded) {
      if (this.#dataLeft > 0) {
        at = this.#readData(chunk, at);
      } else if (this.#paddingLeft > 0) {
        const length = Math.min(this.#paddingLeft, chunk.length - at);
        this.#paddingLeft -= length;
        at += length;
      } else if (chunk.length - at < BLOCK_BYTES) {
        this.#rest = Buffer.from(chunk.subarray(at));
        return;
      } else {
        this.#readHeader(chunk, at);
        at += BLOCK_BYTES;
      }
    }
  }

  /** A header that began in the last chunk. Only its own block is copied, not the whole chunk. */
  #completeHeader(rest: Buffer, chunk: Buffer): number {
    const taken = Math.min(BLOCK_BYTES - rest.length, chunk.length);
    const block = Buffer.concat([rest, chunk.subarray(0, taken)]);
    if (block.length < BLOCK_BYTES) {
      this.#rest = block;
      return chunk.length;
    }
    this.#rest = undefined;
    this.#readHeader(block, 0);
    return taken;
  }

  /**
   * @param needsEndMark true where nothing else proves that the archive is whole.
   * @throws ArtifactError ERR_ARTIFACT_TRUNCATED, or _FORMAT if there was no archive at all.
   */
  end(needsEndMark: boolean): void {
    const isInside =
      this.#dataLeft > 0 ||
      this.#paddingLeft > 0 ||
      this.#rest !== undefined ||
      this.#extension !== undefined;
    if (!this.#hasBegun && !this.#isEnded) {
      throw this.#noTar();
    }
    if (!this.#isEnded && (isInside || needsEndMark)) {
      throw new ArtifactError(
        "ERR_ARTIFACT_TRUNCATED",
        `Cannot unpack ${this.#label}: the tar archive ends in the middle`,
        {
          hint: "The file is incomplete: fetch it again.",
        },
      );
    }
  }

  #readData(chunk: Buffer, at: number): number {
    const end = Math.min(at + this.#dataLeft, chunk.length);
    if (this.#extension === undefined) {
      this.#handler.data(chunk, at, end);
    } else {
      this.#extension.bytes.push(Buffer.from(chunk.subarray(at, end)));
    }
    this.#dataLeft -= end - at;
    if (this.#dataLeft === 0) {
      this.#endData();
    }
    return end;
  }

  #endData(): void {
    if (this.#extension === undefined) {
      this.#handler.endEntry();
      return;
    }
    const { type, bytes } = this.#extension;
    this.#extension = undefined;
    this.#applyExtension(type, Buffer.concat(bytes));
  }

  #applyExtension(type: string, bytes: Buffer): void {
    if (type === "L" || type === "K") {
      const text = bytes.toString("utf8", 0, bytes.at(-1) === 0 ? bytes.indexOf(0) : bytes.length);
      if (type === "L") {
        this.#longName = text;
      } else {
        this.#longLinkName = text;
      }
      return;
    }
    const records = parsePax(bytes);
    if (records === undefined) {
      throw this.#corrupt("a pax header in it is damaged");
    }
    if (type === "g") {
      this.#globalPax = { ...this.#globalPax, ...records };
    } else {
      this.#pax = records;
    }
  }

  #readHeader(chunk: Buffer, at: number): void {
    if (isZeroBlock(chunk, at)) {
      this.#isEnded = true;
      return;
    }
    const header = parseTarHeader(chunk, at);
    if (header === undefined) {
      throw this.#hasBegun ? this.#corrupt("a tar header in it is damaged") : this.#noTar();
    }
    this.#hasBegun = true;
    if (EXTENSIONS.includes(header.type)) {
      this.#startExtension(header);
    } else {
      this.#startEntry(this.#resolve(header));
    }
  }

  #startExtension({ type, sizeBytes }: TarHeader): void {
    if (sizeBytes > MAX_EXTENSION_BYTES) {
      throw this.#corrupt(`a tar header in it claims a name of ${sizeBytes} bytes`);
    }
    this.#extension = { type, bytes: [] };
    this.#expectData(sizeBytes);
  }

  #startEntry(header: TarHeader): void {
    this.#handler.entry(header);
    this.#expectData(header.sizeBytes);
  }

  #expectData(sizeBytes: number): void {
    this.#dataLeft = sizeBytes;
    this.#paddingLeft = (BLOCK_BYTES - (sizeBytes % BLOCK_BYTES)) % BLOCK_BYTES;
    if (sizeBytes === 0) {
      this.#endData();
    }
  }

  /** The header with what the extension headers before it say instead. */
  #resolve(header: TarHeader): TarHeader {
    const pax = { ...this.#globalPax, ...this.#pax };
    if (pax.isSparse || header.type === "S" || header.type === "M") {
      throw new ArtifactError(
        "ERR_ARTIFACT_FORMAT",
        `Cannot unpack ${this.#label}: it holds sparse or split files`,
        {
          hint: "Make the archive without --sparse and --multi-volume.",
          path: header.name,
        },
      );
    }
    const resolved = {
      ...header,
      name: pax.path ?? this.#longName ?? header.name,
      linkName: pax.linkpath ?? this.#longLinkName ?? header.linkName,
      sizeBytes: BODILESS_TYPES.includes(header.type) ? 0 : (pax.size ?? header.sizeBytes),
    };
    this.#pax = {};
    this.#longName = undefined;
    this.#longLinkName = undefined;
    return resolved;
  }

  #noTar(): ArtifactError {
    return new ArtifactError("ERR_ARTIFACT_FORMAT", `Cannot unpack ${this.#label}: it holds no tar archive`, {
      hint: "Check that this is the archive, and not one file that was compressed by itself.",
    });
  }

  #corrupt(why: string): ArtifactError {
    return new ArtifactError("ERR_ARTIFACT_CORRUPT", `Cannot unpack ${this.#label}: ${why}`, {
      hint: "The file is damaged: fetch it again.",
    });
  }
}
