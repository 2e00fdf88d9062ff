import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { type Header, pack } from "tar-stream";

export type ArchiveFile = Partial<Omit<Header, "name">> & { readonly content?: string };

async function tarOf(files: Readonly<Record<string, ArchiveFile>>): Promise<Buffer> {
  const archive = pack();
  for (const [name, { content, ...header }] of Object.entries(files)) {
    const facts = { mode: 0o644, mtime: new Date(0), uid: 0, gid: 0, ...header, name };
    if (content === undefined) archive.entry(facts);
    else archive.entry(facts, content);
  }
  archive.finalize();
  return await buffer(archive);
}

export async function writeTarGz(
  path: string,
  files: Readonly<Record<string, ArchiveFile>>,
  level = 6,
): Promise<void> {
  writeFileSync(path, gzipSync(await tarOf(files), { level }));
}

export async function writeTarXz(path: string, files: Readonly<Record<string, ArchiveFile>>): Promise<void> {
  writeFileSync(path, spawnSync("xz", ["--stdout"], { input: await tarOf(files) }).stdout);
}
