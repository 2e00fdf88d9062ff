/** Builds headers in code: numbers of a chosen byte order, one after the other. */
export class ByteWriter {
  readonly #bytes: number[] = [];
  readonly #isLittleEndian: boolean;

  constructor(isLittleEndian = true) {
    this.#isLittleEndian = isLittleEndian;
  }

  get length(): number {
    return this.#bytes.length;
  }

  u8(...values: readonly number[]): this {
    this.#bytes.push(...values.map((value) => value & 0xff));
    return this;
  }

  u16(...values: readonly number[]): this {
    return this.#numbers(values, 2);
  }

  u32(...values: readonly number[]): this {
    return this.#numbers(values, 4);
  }

  u64(...values: readonly number[]): this {
    return this.#numbers(values, 8);
  }

  /** A number as wide as the addresses of the class. */
  word(bits: 32 | 64, ...values: readonly number[]): this {
    return this.#numbers(values, bits / 8);
  }

  text(text: string): this {
    return this.u8(...Array.from(text, (c) => c.charCodeAt(0)));
  }

  bytes(bytes: Uint8Array | readonly number[]): this {
    for (const byte of bytes) this.#bytes.push(byte);
    return this;
  }

  /** Zeros up to an offset. */
  padTo(offset: number): this {
    if (offset < this.length) throw new RangeError(`already at ${this.length}, cannot pad to ${offset}`);
    return this.bytes(new Uint8Array(offset - this.length));
  }

  align(boundary: number): this {
    return this.padTo(Math.ceil(this.length / boundary) * boundary);
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  #numbers(values: readonly number[], width: number): this {
    for (const value of values) {
      let rest = BigInt(value);
      const bytes = Array.from({ length: width }, () => {
        const byte = Number(rest & 0xffn);
        rest >>= 8n;
        return byte;
      });
      this.u8(...(this.#isLittleEndian ? bytes : bytes.reverse()));
    }
    return this;
  }
}

/** A table of NUL-terminated strings, and where each stands in it. */
export function stringTable(texts: readonly string[]): {
  readonly bytes: Uint8Array;
  readonly indexOf: (text: string) => number;
} {
  const writer = new ByteWriter().u8(0);
  const indexes = new Map<string, number>();
  for (const text of texts) {
    if (indexes.has(text)) continue;
    indexes.set(text, writer.length);
    writer.text(text).u8(0);
  }
  const indexOf = (text: string): number => {
    const index = indexes.get(text);
    if (index === undefined) throw new RangeError(`no string ${text}`);
    return index;
  };
  return { bytes: writer.finish(), indexOf };
}
