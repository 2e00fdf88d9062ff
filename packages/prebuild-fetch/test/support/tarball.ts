import { buffer } from "node:stream/consumers";
import { createGzip } from "node:zlib";
import { type Header, pack } from "tar-stream";

export interface TarEntry extends Partial<Omit<Header, "name">> {
  readonly name: string;
  readonly content?: string | Buffer;
}

/** A `.tar.gz` of these entries. */
export async function tarball(entries: readonly TarEntry[]): Promise<Buffer> {
  const archive = pack();
  for (const { content, ...header } of entries) archive.entry(header, content ?? "");
  archive.finalize();
  return buffer(archive.pipe(createGzip()));
}

/** What node-pre-gyp would publish: one addon below the folder's name. */
export function addonTarball(addon: Buffer, more: readonly TarEntry[] = []): Promise<Buffer> {
  return tarball([{ name: "binding/my_addon.node", content: addon, mode: 0o755 }, ...more]);
}
