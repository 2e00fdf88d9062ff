import { createHash, hash } from "node:crypto";
import { ArchiveError } from "../errors.js";
import { type Compression, compress } from "./compression.js";
import {
  type ArchiveIndex,
  type ArchiveLink,
  FOOTER_BYTES,
  type IndexedFile,
  isArchivePath,
  MAGIC,
} from "./format.js";
import { hasModuleSyntax } from "./module-syntax.js";
import { scriptsToDetect } from "./scripts-to-detect.js";

/** A file to pack. */
export interface ArchiveFile {
  /** From the archive's root, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Permissions: 0o644 unless said. */
  readonly mode?: number;
}

export interface WriteArchiveOptions {
  readonly files: Iterable<ArchiveFile>;
  /** Symbolic links, such as pnpm makes. */
  readonly links?: Iterable<ArchiveLink>;
  /** The file that runs first, one of them. */
  readonly entry: string;
  /** `zstd` unless said. Files that do not become smaller are stored as they are. */
  readonly compression?: Compression;
}

/** The archive in chunks, with their length known before: a source of `@nodewright/executable/sea`. */
export interface ArchiveBytes {
  readonly sizeBytes: number;
  read(): Iterable<Uint8Array>;
}

/**
 * Packs files, in the order of their paths: the same files give the same bytes.
 * Throws ERR_ARCHIVE_PATH for a path that leaves the archive, is there twice, or for an entry that is not there.
 */
export function writeArchive({
  files,
  links = [],
  entry,
  compression = "zstd",
}: WriteArchiveOptions): ArchiveBytes {
  const sorted = [...files].sort(byPath);
  const sortedLinks = [...links].sort(byPath).map(({ path, target }) => ({ path, target }));
  checkPaths(sorted, sortedLinks, entry);
  const mayBeModule = scriptsToDetect(sorted);
  const chunks: Uint8Array[] = [];
  let offset = 0;
  const indexed = sorted.map(({ path, bytes, mode = 0o644 }): IndexedFile => {
    const packed = compress(bytes, compression);
    const isSmaller = packed.byteLength < bytes.byteLength;
    const stored = isSmaller ? packed : bytes;
    const file: IndexedFile = {
      path,
      offset,
      storedBytes: stored.byteLength,
      sizeBytes: bytes.byteLength,
      compression: isSmaller ? compression : "none",
      sha256: hash("sha256", bytes, "hex"),
      mode,
      ...(mayBeModule(path) && hasModuleSyntax(new TextDecoder().decode(bytes)) && { isModule: true }),
    };
    chunks.push(stored);
    offset += stored.byteLength;
    return file;
  });
  const index: ArchiveIndex = {
    entry,
    files: indexed,
    ...(sortedLinks.length > 0 && { links: sortedLinks }),
  };
  const json = new TextEncoder().encode(JSON.stringify(index));
  chunks.push(json, footer(offset, json));
  return { sizeBytes: offset + json.byteLength + FOOTER_BYTES, read: () => chunks };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}

function checkPaths(files: readonly ArchiveFile[], links: readonly ArchiveLink[], entry: string): void {
  const paths = new Set<string>();
  for (const { path } of [...files, ...links]) {
    if (!isArchivePath(path)) throw wrongPath(path, "it is no plain path from the archive's root");
    if (paths.has(path)) throw wrongPath(path, "two files have it");
    paths.add(path);
  }
  for (const { target } of links) {
    if (!isArchivePath(target)) throw wrongPath(target, "a link leads there, out of the archive");
  }
  if (!files.some(({ path }) => path === entry)) throw wrongPath(entry, "the entry is none of the files");
}

function footer(offset: number, json: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(FOOTER_BYTES);
  bytes.set(new TextEncoder().encode(MAGIC));
  const view = new DataView(bytes.buffer);
  view.setBigUint64(8, BigInt(offset), true);
  view.setBigUint64(16, BigInt(json.byteLength), true);
  bytes.set(createHash("sha256").update(json).digest(), 24);
  return bytes;
}

function wrongPath(path: string, why: string): ArchiveError {
  return new ArchiveError("ERR_ARCHIVE_PATH", `cannot pack ${JSON.stringify(path)}: ${why}`, {
    hint: "paths are relative, with / and without . and ..",
  });
}
