import { BLOCK_BYTES, isZeroBlock, parseTarHeader } from "./tar-header.js";
import type { ArchiveFormat } from "./types.js";

/** So much of a file's beginning decides. */
export const DETECT_BYTES: number = BLOCK_BYTES;

/** What an archive's first bytes say: a format, or the name of one that cannot be unpacked. */
export type Detected = { readonly format: ArchiveFormat } | { readonly unsupported: string } | undefined;

interface Magic {
  readonly bytes: readonly number[];
  readonly means: Exclude<Detected, undefined>;
}

const ascii = (text: string): readonly number[] => [...Buffer.from(text, "latin1")];

const MAGICS: readonly Magic[] = [
  { bytes: [0x1f, 0x8b], means: { format: "tar.gz" } },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], means: { format: "tar.xz" } },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], means: { format: "tar.zst" } },
  { bytes: ascii("PK\x03\x04"), means: { format: "zip" } },
  { bytes: ascii("PK\x05\x06"), means: { format: "zip" } },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], means: { unsupported: "7z" } },
  { bytes: ascii("BZh"), means: { unsupported: "bzip2" } },
  { bytes: ascii("Rar!"), means: { unsupported: "rar" } },
  { bytes: ascii("LZIP"), means: { unsupported: "lzip" } },
  { bytes: [0x04, 0x22, 0x4d, 0x18], means: { unsupported: "lz4" } },
  { bytes: [0x5d, 0x00, 0x00], means: { unsupported: "lzma" } },
  { bytes: [0x1f, 0x9d], means: { unsupported: "compress (.Z)" } },
  { bytes: ascii("xar!"), means: { unsupported: "xar (.pkg)" } },
  { bytes: ascii("\x7fELF"), means: { unsupported: "ELF executable" } },
  { bytes: ascii("MZ"), means: { unsupported: "Windows executable" } },
];

/** Recognises an archive by its bytes; its name may say anything. */
export function detectFormat(head: Buffer): Detected {
  const magic = MAGICS.find(({ bytes }) => bytes.every((byte, i) => head[i] === byte));
  if (magic !== undefined) {
    return magic.means;
  }
  if (isSkippableZstdFrame(head)) {
    return { format: "tar.zst" };
  }
  if (head.length < BLOCK_BYTES) {
    return undefined;
  }
  return isZeroBlock(head, 0) || parseTarHeader(head, 0) !== undefined ? { format: "tar" } : undefined;
}

/** pzstd and other programs begin with a frame of metadata, 0x184D2A50 to 0x184D2A5F. */
function isSkippableZstdFrame(head: Buffer): boolean {
  return (
    head.length >= 4 &&
    ((head[0] ?? 0) & 0xf0) === 0x50 &&
    head[1] === 0x2a &&
    head[2] === 0x4d &&
    head[3] === 0x18
  );
}
