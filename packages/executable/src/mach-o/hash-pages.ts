import { hash } from "node:crypto";
import { type FileLike, readInto } from "../parse-file.js";

const CHUNK_PAGES = 256;

export interface PageRun {
  readonly algorithm: "sha1" | "sha256" | "sha384";
  readonly pageBytes: number;
  /** How much of the file has pages; the last one ends there. */
  readonly codeBytes: number;
  readonly firstPage: number;
  readonly pageCount: number;
}

/** Calls back with the hash of each page, in order. */
export async function hashPages(
  file: FileLike,
  { algorithm, pageBytes, codeBytes, firstPage, pageCount }: PageRun,
  onHash: (page: number, digest: Uint8Array) => void,
): Promise<void> {
  const buffer = new Uint8Array(CHUNK_PAGES * pageBytes);
  for (let done = 0; done < pageCount; done += CHUNK_PAGES) {
    const first = firstPage + done;
    const offset = first * pageBytes;
    const end = Math.min(codeBytes, offset + Math.min(CHUNK_PAGES, pageCount - done) * pageBytes);
    const chunk = buffer.subarray(0, end - offset);
    await readInto(file, chunk, offset);
    for (let at = 0, page = first; at < chunk.length; at += pageBytes, page += 1) {
      onHash(page, hash(algorithm, chunk.subarray(at, at + pageBytes), "buffer"));
    }
  }
}
