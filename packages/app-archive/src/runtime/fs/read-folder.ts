import fs, { Dirent } from "node:fs";
import { join } from "node:path";
import type { Kind } from "../tree.js";
import type { Volume, VolumeFolder } from "../volume.js";
import { encoded } from "./encoded.js";
import { lookUp } from "./lookup.js";
import { systemError } from "./system-error.js";

interface ReadFolderOptions {
  readonly withFileTypes?: boolean;
  readonly recursive?: boolean;
}

/** What `readdir` gives: names, or with `recursive` paths from the folder, or entries with their kinds. */
export function readFolder(volume: Volume, path: string, options: unknown): unknown[] {
  const folder = folderAt(volume, path, "scandir");
  const { withFileTypes = false, recursive = false } = Object(options) as ReadFolderOptions;
  const listed = recursive
    ? [...below(volume, folder, "")]
    : entriesOf(folder).map((entry) => ({ ...entry, under: "" }));
  if (!withFileTypes) return listed.map(({ under, name }) => encoded(join(under, name), options));
  return listed.map(({ under, name, kind }) =>
    createDirent(encoded(name, options), kind, under === "" ? path : join(path, under)),
  );
}

export function folderAt(volume: Volume, path: string, syscall: string): VolumeFolder {
  const found = lookUp(volume, path, syscall);
  if (found.kind === "file") throw systemError("ENOTDIR", { syscall, path });
  return found;
}

/** An entry of a folder as `readdir` and `opendir` give it. */
export function createDirent(name: string | Buffer, kind: Kind, parent: string): Dirent {
  const { UV_DIRENT_FILE, UV_DIRENT_DIR, UV_DIRENT_LINK } = fs.constants as unknown as Record<string, number>;
  const type = { file: UV_DIRENT_FILE, folder: UV_DIRENT_DIR, link: UV_DIRENT_LINK }[kind] ?? 0;
  return new (Dirent as unknown as DirentConstructor)(name, type, parent);
}

type DirentConstructor = new (name: string | Buffer, type: number, parent: string) => Dirent;

export function entriesOf({ names }: VolumeFolder): { readonly name: string; readonly kind: Kind }[] {
  const entries = [...names].map(([name, kind]) => ({ name, kind }));
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Listed {
  readonly under: string;
  readonly name: string;
  readonly kind: Kind;
}

function* below(volume: Volume, folder: VolumeFolder, under: string): Iterable<Listed> {
  for (const { name, kind } of entriesOf(folder)) {
    yield { under, name, kind };
    const found = kind === "folder" ? volume.find(join(folder.path, name)) : undefined;
    if (typeof found === "object" && found.kind === "folder") yield* below(volume, found, join(under, name));
  }
}
