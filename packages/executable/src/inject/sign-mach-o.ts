import type { FileHandle } from "node:fs/promises";
import { hashPages } from "../mach-o/hash-pages.js";
import {
  SIGNATURE_HASH,
  SIGNATURE_HASH_BYTES,
  SIGNATURE_PAGE_BYTES,
  writeAdHocSignature,
} from "../mach-o/write-code-directory.js";
import type { MachOLayout } from "./mach-o.js";
import { writeAll } from "./write-output.js";

/** Writes the signature of the finished file, with the hash of every page. */
export async function finishMachO(file: FileHandle, layout: MachOLayout): Promise<void> {
  const { codeBytes } = layout.signature;
  const { bytes, hashesAt } = writeAdHocSignature(layout.signature);
  const hashes = bytes.subarray(hashesAt);
  const isKnown = reuseHashes(layout, hashes);
  for (const run of unknownRuns(isKnown)) {
    const pages = { algorithm: SIGNATURE_HASH, pageBytes: SIGNATURE_PAGE_BYTES, codeBytes, ...run } as const;
    await hashPages(file, pages, (page, digest) => hashes.set(digest, page * SIGNATURE_HASH_BYTES));
  }
  await writeAll(file, bytes, codeBytes);
}

/**
 * Takes over the hashes of pages that are in the base as they are, where its own signature was found sound: most
 * pages stay where they are, and link data moves by whole pages. Says of each page whether its hash is known.
 */
function reuseHashes({ signature, base, shiftBytes, patches }: MachOLayout, hashes: Uint8Array): Uint8Array {
  const pageCount = Math.ceil(signature.codeBytes / SIGNATURE_PAGE_BYTES);
  const isKnown = new Uint8Array(pageCount);
  if (base.hashes === undefined) return isKnown;
  const firstMoved = base.linkDataAt / SIGNATURE_PAGE_BYTES;
  const shift = shiftBytes / SIGNATURE_PAGE_BYTES;
  const wholePages = Math.floor(base.codeBytes / SIGNATURE_PAGE_BYTES);
  const take = (from: number, to: number, count: number): void => {
    const source = base.hashes?.subarray(from * SIGNATURE_HASH_BYTES, (from + count) * SIGNATURE_HASH_BYTES);
    hashes.set(source ?? [], to * SIGNATURE_HASH_BYTES);
    isKnown.fill(1, to, to + count);
  };
  take(0, 0, firstMoved);
  take(firstMoved, firstMoved + shift, wholePages - firstMoved);
  for (const { offset, bytes } of patches) {
    const end = Math.ceil((offset + bytes.length) / SIGNATURE_PAGE_BYTES);
    isKnown.fill(0, Math.floor(offset / SIGNATURE_PAGE_BYTES), end);
  }
  return isKnown;
}

function* unknownRuns(isKnown: Uint8Array): Generator<{ firstPage: number; pageCount: number }> {
  let firstPage = isKnown.indexOf(0);
  while (firstPage !== -1) {
    const next = isKnown.indexOf(1, firstPage);
    const end = next === -1 ? isKnown.length : next;
    yield { firstPage, pageCount: end - firstPage };
    firstPage = isKnown.indexOf(0, end);
  }
}
