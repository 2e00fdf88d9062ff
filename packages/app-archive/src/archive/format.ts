import type { Compression } from "./compression.js";

/**
 * An archive: the files' bytes one after the other, then the index as JSON, then a footer of fixed length that says
 * where the index is. So any file is one slice, and the archive is written in one pass.
 *
 * Footer: 8 bytes of magic, the index' offset and length as 64-bit little-endian numbers, the index' sha256.
 */
export const MAGIC = "NWARCH01";
export const FOOTER_BYTES: number = 8 + 8 + 8 + 32;

/** A file as the index has it. */
export interface IndexedFile {
  /** From the archive's root, with `/`: `node_modules/a/index.js`. */
  readonly path: string;
  readonly offset: number;
  readonly storedBytes: number;
  readonly sizeBytes: number;
  readonly compression: Compression;
  /** Of the file's own bytes, in hex. */
  readonly sha256: string;
  readonly mode: number;
  /** There for a script that neither extension nor `type` call an ES module, but its syntax does. */
  readonly isModule?: true;
}

/** A symbolic link. */
export interface ArchiveLink {
  readonly path: string;
  /** What it leads to, another path of the archive. */
  readonly target: string;
}

export interface ArchiveIndex {
  /** The file that runs first, from the root. */
  readonly entry: string;
  readonly files: readonly IndexedFile[];
  readonly links?: readonly ArchiveLink[];
}

/** Whether a path stays within the archive, and is written in the one way that archives have. */
export function isArchivePath(path: string): boolean {
  const isPlain = path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
  return isPlain && !/[\\\0]/.test(path);
}
