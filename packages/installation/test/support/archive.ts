import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { type Header, pack } from "tar-stream";

export interface Entry extends Partial<Header> {
  readonly name: string;
  readonly content?: string | Uint8Array;
}

export interface Archive {
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** A .tar.gz of exactly these entries. */
export async function tarGz(entries: readonly Entry[]): Promise<Archive> {
  const tar = pack();
  for (const { content = "", ...header } of entries) tar.entry(header, Buffer.from(content));
  tar.finalize();
  const bytes = gzipSync(await buffer(tar));
  return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}
