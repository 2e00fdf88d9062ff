import { type ByteRange, type Extent, malformed, type Parsing, readBytes } from "./reader.js";

/** Numbers at fixed places of a header, in the header's byte order. */
export class Fields {
  readonly sizeBytes: number;
  readonly #extent: Extent;
  readonly #isLittleEndian: boolean;
  readonly #view: DataView;

  constructor(extent: Extent, bytes: Uint8Array, isLittleEndian: boolean) {
    this.sizeBytes = bytes.byteLength;
    this.#extent = extent;
    this.#isLittleEndian = isLittleEndian;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(offset: number): number {
    this.#require(offset, 1);
    return this.#view.getUint8(offset);
  }

  u16(offset: number): number {
    this.#require(offset, 2);
    return this.#view.getUint16(offset, this.#isLittleEndian);
  }

  u32(offset: number): number {
    this.#require(offset, 4);
    return this.#view.getUint32(offset, this.#isLittleEndian);
  }

  /** A 64-bit number as a double: exact below 2 ** 53, and any offset above that is outside every file. */
  u64(offset: number): number {
    this.#require(offset, 8);
    return Number(this.#view.getBigUint64(offset, this.#isLittleEndian));
  }

  /** A number as wide as the file's addresses. */
  word(offset: number, bits: 32 | 64): number {
    return bits === 64 ? this.u64(offset) : this.u32(offset);
  }

  #require(offset: number, length: number): void {
    if (offset >= 0 && offset + length <= this.sizeBytes) return;
    throw malformed(this.#extent, `a header of ${this.sizeBytes} bytes is read at ${offset}`);
  }
}

/** The numbers in a range of the file, which must lie within it. */
export function* readFields(
  extent: Extent,
  range: ByteRange,
  { isLittleEndian, what }: { readonly isLittleEndian: boolean; readonly what: string },
): Parsing<Fields> {
  return new Fields(extent, yield* readBytes(extent, range, what), isLittleEndian);
}
