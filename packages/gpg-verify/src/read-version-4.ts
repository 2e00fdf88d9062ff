import { ByteReader } from "./byte-reader.js";
import { GpgError } from "./errors.js";

/**
 * A reader of a packet's body that stands behind its version, which has to be 4.
 *
 * @param what The packet, for the message: `OpenPGP key`.
 * @throws {GpgError} `ERR_GPG_UNSUPPORTED` (another version), `ERR_GPG_MALFORMED`.
 */
export function readVersion4(body: Uint8Array, what: string): ByteReader {
  const reader = new ByteReader(body);
  const version = reader.uint8();
  if (version === 4) return reader;
  throw new GpgError("ERR_GPG_UNSUPPORTED", `${what} has version ${version}; only version 4 is supported`);
}
