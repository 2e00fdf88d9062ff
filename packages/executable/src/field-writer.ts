/** Sets numbers at fixed places of a header, in the header's byte order: the counterpart of `Fields`. */
export class FieldWriter {
  readonly bytes: Uint8Array;
  readonly #isLittleEndian: boolean;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, isLittleEndian: boolean) {
    this.bytes = bytes;
    this.#isLittleEndian = isLittleEndian;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(offset: number, value: number): this {
    this.#view.setUint8(offset, value);
    return this;
  }

  u16(offset: number, value: number): this {
    this.#view.setUint16(offset, value, this.#isLittleEndian);
    return this;
  }

  u32(offset: number, value: number): this {
    this.#view.setUint32(offset, value, this.#isLittleEndian);
    return this;
  }

  u64(offset: number, value: number): this {
    this.#view.setBigUint64(offset, BigInt(value), this.#isLittleEndian);
    return this;
  }

  /** A number as wide as the file's addresses. */
  word(offset: number, bits: 32 | 64, value: number): this {
    return bits === 64 ? this.u64(offset, value) : this.u32(offset, value);
  }

  /** ASCII text; what follows it is left alone. */
  text(offset: number, text: string): this {
    for (let i = 0; i < text.length; i += 1) this.u8(offset + i, text.charCodeAt(i));
    return this;
  }
}

/** The next multiple of `boundary`, which need not be a power of two. */
export function alignUp(offset: number, boundary: number): number {
  return Math.ceil(offset / boundary) * boundary;
}
