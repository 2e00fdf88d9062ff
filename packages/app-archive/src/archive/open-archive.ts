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
  const { json, sha256 } = indexOf(bytes);
  if (sha256Of(json) !== sha256) throw malformed("its index was changed");
  return readArchive(bytes);
}

/** The same without a look at the index' digest, for bytes that are as trusted as the code that reads them. */
export function readArchive(bytes: Uint8Array): Archive {
  const index = JSON.parse(new TextDecoder().decode(indexOf(bytes).json)) as ArchiveIndex;
  const { entry, files, links = [] } = index;
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
      if (sha256Of(read(file)) === file.sha256) continue;
      throw new ArchiveError("ERR_ARCHIVE_DIGEST", `${file.path} is not what was packed`);
    }
  };
  return { entry, files, links, read, verify };
}

function indexOf(bytes: Uint8Array): { readonly json: Uint8Array; readonly sha256: string } {
  const at = bytes.byteLength - FOOTER_BYTES;
  if (at < 0) throw malformed("it is too short");
  const footer = bytes.subarray(at);
  if (new TextDecoder("latin1").decode(footer.subarray(0, 8)) !== MAGIC) throw malformed("its end is none");
  const view = new DataView(footer.buffer, footer.byteOffset);
  const [offset, length] = [Number(view.getBigUint64(8, true)), Number(view.getBigUint64(16, true))];
  if (offset + length !== at) throw malformed("its index is not before its end");
  return { json: bytes.subarray(offset, at), sha256: Buffer.from(footer.subarray(24)).toString("hex") };
}

/** Loading the module takes longer than a small app does to start, so it waits until it is needed. */
function sha256Of(bytes: Uint8Array): string {
  return process.getBuiltinModule("node:crypto").hash("sha256", bytes, "hex");
}

function malformed(why: string): ArchiveError {
  return new ArchiveError("ERR_ARCHIVE_MALFORMED", `this is no archive: ${why}`, {
    hint: "pack the app again",
  });
}
