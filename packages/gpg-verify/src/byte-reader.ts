import { GpgError } from "./errors.js";

/** Reads OpenPGP's big-endian fields; every read is bounded by the bytes that are there. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get offset(): number {
    return this.#offset;
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  take(length: number): Uint8Array {
    if (length > this.remaining) {
      throw new GpgError(
        "ERR_GPG_MALFORMED",
        `OpenPGP data is cut off: ${length} bytes announced, ${this.remaining} left`,
      );
    }
    const taken = this.#bytes.subarray(this.#offset, this.#offset + length);
    this.#offset += length;
    return taken;
  }

  uint8(): number {
    return this.#uint(1);
  }

  uint16(): number {
    return this.#uint(2);
  }

  uint32(): number {
    return this.#uint(4);
  }

  rest(): Uint8Array {
    return this.take(this.remaining);
  }

  /** A multiprecision integer (RFC 9580 §3.2), without leading zero octets. */
  mpi(): Uint8Array {
    const bits = this.uint16();
    const value = this.take(Math.ceil(bits / 8));
    const [first = 0] = value;
    if (bits > 0 && Math.floor(Math.log2(first)) !== (bits - 1) % 8) {
      throw new GpgError(
        "ERR_GPG_MALFORMED",
        `OpenPGP integer does not have the ${bits} bits that it announces`,
      );
    }
    return value;
  }

  /** Refuses what nothing asked for: trailing bytes are where a second meaning hides. */
  end(what: string): void {
    if (this.remaining > 0) {
      throw new GpgError("ERR_GPG_MALFORMED", `${what} has ${this.remaining} bytes too many`);
    }
  }

  #uint(length: number): number {
    return this.take(length).reduce((value, byte) => value * 256 + byte, 0);
  }
}

/** Lower-case hex digits of bytes. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}
