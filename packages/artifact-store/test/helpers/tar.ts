import { buffer } from "node:stream/consumers";
import { type Header, pack } from "tar-stream";

export interface TarEntry extends Partial<Omit<Header, "name">> {
  readonly name: string;
  readonly content?: string | Buffer;
}

/** A tar archive made by another implementation than the one under test. */
export async function tar(entries: readonly TarEntry[]): Promise<Buffer> {
  const archive = pack();
  for (const { content, ...header } of entries) {
    archive.entry(header, content ?? "");
  }
  archive.finalize();
  return buffer(archive);
}
