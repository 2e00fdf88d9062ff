/** Digests that a signature may be made over, by the name that messages use. */
export type HashName =
  | "md5"
  | "sha1"
  | "ripemd160"
  | "sha256"
  | "sha384"
  | "sha512"
  | "sha224"
  | "sha3-256"
  | "sha3-512";

const HASHES: ReadonlyMap<number, HashName> = new Map([
  [1, "md5"],
  [2, "sha1"],
  [3, "ripemd160"],
  [8, "sha256"],
  [9, "sha384"],
  [10, "sha512"],
  [11, "sha224"],
  [12, "sha3-256"],
  [14, "sha3-512"],
]);

/** RFC 9580 §9.5; undefined for a number that is not assigned. */
export function hashName(id: number): HashName | undefined {
  return HASHES.get(id);
}
