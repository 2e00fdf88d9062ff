import { hash } from "node:crypto";
import { ArchiveError } from "../errors.js";
import { inflate } from "./compression.js";
import {
  type ArchiveIndex,
  type ArchiveLink,
  FOOTER_BYTES,
  type IndexedFile,
  isArchivePath,
  MAGIC,
} from "./format.js";

/** An archive that can be read at any place. */
export interface Archive {
  readonly entry: string;
  readonly files: readonly IndexedFile[];
  readonly links: readonly ArchiveLink[];
  /** The bytes of one file, inflated alone; a view of the archive where it is stored as it is. */
  read(file: IndexedFile): Uint8Array;
  /** Throws ERR_ARCHIVE_DIGEST for the first file whose bytes are not those that were packed. */
  verify(): void;
}

/**
 * Reads the index of an archive; files are inflated when they are read, and not before.
 * Throws ERR_ARCHIVE_MALFORMED when the bytes are none, or its index is not the one that was written.
 */
export function openArchive(bytes: Uint8Array): Archive {
  const { entry, files, links = [] } = readIndex(bytes);
  const end = bytes.byteLength - FOOTER_BYTES;
  for (const { path, offset, storedBytes } of files) {
    const isWithin = offset >= 0 && storedBytes >= 0 && offset + storedBytes <= end;
    if (!isWithin || !isArchivePath(path)) throw malformed(`${JSON.stringify(path)} is not in it`);
  }
  for (const { path, target } of links) {
    if (!isArchivePath(path) || !isArchivePath(target))
      throw malformed(`${JSON.stringify(path)} leads out of it`);
  }
  const read = ({ offset, storedBytes, compression }: IndexedFile): Uint8Array =>
    inflate(bytes.subarray(offset, offset + storedBytes), compression);
  const verify = (): void => {
    for (const file of files) {
      if (hash("sha256", read(file), "hex") === file.sha256) continue;
      throw new ArchiveError("ERR_ARCHIVE_DIGEST", `${file.path} is not what was packed`);
    }
  };
  return { entry, files, links, read, verify };
}

function readIndex(bytes: Uint8Array): ArchiveIndex {
  const at = bytes.byteLength - FOOTER_BYTES;
  if (at < 0) throw malformed("it is too short");
  const footer = bytes.subarray(at);
  if (new TextDecoder("latin1").decode(footer.subarray(0, 8)) !== MAGIC) throw malformed("its end is none");
  const view = new DataView(footer.buffer, footer.byteOffset);
  const [offset, length] = [Number(view.getBigUint64(8, true)), Number(view.getBigUint64(16, true))];
  if (offset + length !== at) throw malformed("its index is not before its end");
  const json = bytes.subarray(offset, at);
  const digest = Buffer.from(footer.subarray(24)).toString("hex");
  if (hash("sha256", json, "hex") !== digest) throw malformed("its index was changed");
  return JSON.parse(new TextDecoder().decode(json)) as ArchiveIndex;
}

function malformed(why: string): ArchiveError {
  return new ArchiveError("ERR_ARCHIVE_MALFORMED", `this is no archive: ${why}`, {
    hint: "pack the app again",
  });
}
