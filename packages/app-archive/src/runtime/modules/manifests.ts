import { basename, dirname, join } from "node:path";
import type { IndexedFile } from "../../archive/format.js";
import type { Volume } from "../volume.js";

/** The fields of a package.json that resolution reads. */
export interface Manifest {
  readonly name?: string;
  readonly main?: string;
  readonly type?: string;
  readonly exports?: unknown;
  readonly imports?: unknown;
}

/** The package.json that governs a file. */
export function nearestManifest(
  volume: Volume,
  path: string,
): { readonly folder: string; readonly manifest: Manifest } | undefined {
  for (let folder = dirname(path); folder.startsWith(volume.root); folder = dirname(folder)) {
    const manifest = readManifest(volume, folder);
    if (manifest !== undefined) return { folder, manifest };
    if (folder === volume.root || basename(folder) === "node_modules") break;
  }
  return undefined;
}

/** Each is parsed once: resolution asks for the same ones again and again. */
const parsed = new WeakMap<IndexedFile, Manifest>();

export function readManifest(volume: Volume, folder: string): Manifest | undefined {
  const found = volume.find(join(folder, "package.json"));
  if (typeof found !== "object" || found.kind !== "file") return undefined;
  const known = parsed.get(found.file);
  if (known !== undefined) return known;
  const manifest = JSON.parse(new TextDecoder().decode(volume.read(found))) as Manifest;
  parsed.set(found.file, manifest);
  return manifest;
}

export function isFile(volume: Volume, path: string): boolean {
  const found = volume.find(path);
  return typeof found === "object" && found.kind === "file";
}

export function isFolder(volume: Volume, path: string): boolean {
  const found = volume.find(path);
  return typeof found === "object" && found.kind === "folder";
}
