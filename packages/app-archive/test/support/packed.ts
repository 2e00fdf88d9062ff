import { type ArchiveFile, type WriteArchiveOptions, writeArchive } from "../../src/archive/write-archive.js";

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export function filesOf(texts: Readonly<Record<string, string>>): ArchiveFile[] {
  return Object.entries(texts).map(([path, text]) => ({ path, bytes: utf8(text) }));
}

export function packed(options: WriteArchiveOptions): Uint8Array {
  return new Uint8Array(Buffer.concat([...writeArchive(options).read()]));
}
