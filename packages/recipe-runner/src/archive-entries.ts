import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import xz from "xz-decompress";

/** One entry of an archive, as far as two of them can differ. */
export interface ArchiveEntryFacts {
  readonly type: string;
  readonly mode: number;
  readonly owner: string;
  readonly modifiedAt: string;
  readonly link: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

const XZ = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]);
const GZIP = Buffer.from([0x1f, 0x8b]);

/**
 * The entries of a tar archive, compressed by gzip or xz, by their paths and in their order. Undefined for a file that
 * is not one.
 */
export async function readArchiveEntries(path: string): Promise<Map<string, ArchiveEntryFacts> | undefined> {
  const tar = await openTar(path);
  if (!tar) return undefined;
  const entries = new Map<string, ArchiveEntryFacts>();
  const parser = extract();
  tar.on("error", (error) => parser.destroy(error));
  for await (const entry of tar.pipe(parser)) {
    const hash = createHash("sha256");
    for await (const chunk of entry as AsyncIterable<Uint8Array>) hash.update(chunk);
    const { name, type, mode, uid, gid, mtime, linkname, size } = entry.header;
    entries.set(name, {
      type: type ?? "file",
      mode: mode ?? 0,
      owner: `${uid}:${gid}`,
      modifiedAt: (mtime ?? new Date(0)).toISOString(),
      link: linkname ?? "",
      sizeBytes: size ?? 0,
      sha256: hash.digest("hex"),
    });
  }
  return entries;
}

async function openTar(path: string): Promise<Readable | undefined> {
  const handle = await open(path);
  const start = Buffer.alloc(XZ.length);
  await handle.read(start, 0, start.length, 0);
  await handle.close();
  if (start.equals(XZ)) {
    return Readable.fromWeb(new xz.XzReadableStream(Readable.toWeb(createReadStream(path))));
  }
  if (!start.subarray(0, GZIP.length).equals(GZIP)) return undefined;
  const gunzip = createGunzip();
  return createReadStream(path)
    .on("error", (error) => gunzip.destroy(error))
    .pipe(gunzip);
}
