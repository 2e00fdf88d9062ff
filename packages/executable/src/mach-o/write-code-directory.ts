import { FieldWriter } from "../field-writer.js";
import { type CodeDirectory, FLAG_AD_HOC, MAGIC_CODE_DIRECTORY, MAGIC_SUPER_BLOB } from "./code-signature.js";

/** What an ad-hoc signature says besides the hashes. */
export interface AdHocSignature {
  /** What the system calls the program, as with `codesign --identifier`. */
  readonly identifier: string;
  /** How much of the file is hashed: all that precedes the signature. */
  readonly codeBytes: number;
  /** The segment that holds the code. */
  readonly text: { readonly offset: number; readonly length: number };
}

/** The pages that are hashed, whatever the pages of the system are. */
export const SIGNATURE_PAGE_BYTES = 4096;
export const SIGNATURE_HASH = "sha256";
export const SIGNATURE_HASH_BYTES = 32;

const SUPER_BLOB_BYTES = 20;
const DIRECTORY_BYTES = 88;
const VERSION_WITH_CODE_SEGMENT = 0x20400;
const HASH_TYPE_SHA256 = 2;
const PAGE_SHIFT = 12;
const MAIN_PROGRAM = 1;

/** As linkers sign on Apple silicon: `codesign` takes it for what it is and replaces it without `--force`. */
const FLAG_LINKER_SIGNED = 0x20000;

/** Whether a directory hashes as ours do, so that its hashes can be taken over. */
export function isOfOurKind({ algorithm, hashBytes, pageBytes }: CodeDirectory): boolean {
  return (
    algorithm === SIGNATURE_HASH && hashBytes === SIGNATURE_HASH_BYTES && pageBytes === SIGNATURE_PAGE_BYTES
  );
}

function hashesAtOf(identifier: Uint8Array): number {
  return DIRECTORY_BYTES + identifier.length + 1;
}

export function adHocSignatureBytes({ identifier, codeBytes }: AdHocSignature): number {
  const pageCount = Math.ceil(codeBytes / SIGNATURE_PAGE_BYTES);
  return (
    SUPER_BLOB_BYTES + hashesAtOf(new TextEncoder().encode(identifier)) + pageCount * SIGNATURE_HASH_BYTES
  );
}

/** The signature, with zeros where the page hashes come, and where the first of them comes. */
export function writeAdHocSignature(signature: AdHocSignature): {
  readonly bytes: Uint8Array;
  readonly hashesAt: number;
} {
  const { codeBytes, text } = signature;
  const identifier = new TextEncoder().encode(signature.identifier);
  const bytes = new Uint8Array(adHocSignatureBytes(signature));
  new FieldWriter(bytes, false)
    .u32(0, MAGIC_SUPER_BLOB)
    .u32(4, bytes.length)
    .u32(8, 1)
    .u32(12, 0)
    .u32(16, SUPER_BLOB_BYTES);
  const isLong = codeBytes > 0xffff_ffff;
  new FieldWriter(bytes.subarray(SUPER_BLOB_BYTES), false)
    .u32(0, MAGIC_CODE_DIRECTORY)
    .u32(4, bytes.length - SUPER_BLOB_BYTES)
    .u32(8, VERSION_WITH_CODE_SEGMENT)
    .u32(12, FLAG_AD_HOC | FLAG_LINKER_SIGNED)
    .u32(16, hashesAtOf(identifier))
    .u32(20, DIRECTORY_BYTES)
    .u32(28, Math.ceil(codeBytes / SIGNATURE_PAGE_BYTES))
    .u32(32, isLong ? 0xffff_ffff : codeBytes)
    .u8(36, SIGNATURE_HASH_BYTES)
    .u8(37, HASH_TYPE_SHA256)
    .u8(39, PAGE_SHIFT)
    .u64(56, isLong ? codeBytes : 0)
    .u64(64, text.offset)
    .u64(72, text.length)
    .u64(80, MAIN_PROGRAM);
  bytes.set(identifier, SUPER_BLOB_BYTES + DIRECTORY_BYTES);
  return { bytes, hashesAt: SUPER_BLOB_BYTES + hashesAtOf(identifier) };
}
