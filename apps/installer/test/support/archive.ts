import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip, gzipSync } from "node:zlib";
import { type Header, pack } from "tar-stream";

export interface Entry extends Partial<Header> {
  readonly name: string;
  /** Written as it is, not below the archive's top folder. */
  readonly isRaw?: boolean;
  readonly content?: Uint8Array | string;
}

/** The same entries are the same bytes, whenever they are packed. */
const packedAt = new Date("2026-01-01T00:00:00Z");

/** Writes a .tar.gz with exactly these entries, hostile ones included. */
export async function writeTarGz(file: string, entries: readonly Entry[]): Promise<void> {
  const tar = pack();
  const written = pipeline(tar, createGzip({ level: 1 }), createWriteStream(file));
  for (const { content = "", isRaw: _, ...header } of entries) {
    const bytes = typeof content === "string" ? Buffer.from(content) : Buffer.from(content);
    await new Promise<void>((resolve, reject) =>
      tar.entry({ mtime: packedAt, ...header }, bytes, (error) => (error ? reject(error) : resolve())),
    );
  }
  tar.finalize();
  await written;
}

/** Writes a .tar.gz of one file of zeros: small on the wire, `bytes` when unpacked. */
export async function writeBomb(file: string, bytes: number): Promise<void> {
  const block = 64 * 1024 * 1024;
  const zeros = gzipSync(Buffer.alloc(block), { level: 1 });
  const tar = pack();
  tar.entry({ name: "bomb/zeros", size: bytes });
  const [header] = await once(tar, "data");
  tar.destroy();
  const out = await open(file, "w");
  try {
    await out.write(gzipSync(header));
    for (let written = 0; written < bytes; written += block) await out.write(zeros);
  } finally {
    await out.close();
  }
}
