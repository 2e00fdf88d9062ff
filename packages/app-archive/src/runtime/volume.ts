import { posix, win32 } from "node:path";
import type { IndexedFile } from "../archive/format.js";
import type { Archive } from "../archive/open-archive.js";

/** The app's files under the path where the app sees them. */
export interface Volume {
  /** `/snapshot`, on Windows `C:\snapshot`. */
  readonly root: string;
  readonly entry: string;
  /** What is at a path of the system: a file, the names in a folder, nothing; undefined for paths elsewhere. */
  find(path: string): VolumeFile | VolumeFolder | "missing" | undefined;
  read(file: VolumeFile): Uint8Array;
}

export interface VolumeFile {
  readonly kind: "file";
  readonly file: IndexedFile;
}

export interface VolumeFolder {
  readonly kind: "folder";
  /** In order; whether each is a folder. */
  readonly names: ReadonlyMap<string, boolean>;
}

/** The folder that `pkg` uses too, so that apps that know it work. */
export function createVolume(archive: Archive, platform: NodeJS.Platform): Volume {
  const paths = platform === "win32" ? win32 : posix;
  const root = platform === "win32" ? "C:\\snapshot" : "/snapshot";
  const files = new Map(archive.files.map((file) => [file.path, file]));
  const folders = foldersOf(archive.files);
  const inflated = new Map<string, Uint8Array>();
  return {
    root,
    entry: paths.join(root, archive.entry),
    find(path) {
      const relative = paths.relative(root, paths.resolve(path));
      if (relative.startsWith("..") || paths.isAbsolute(relative)) return undefined;
      const key = relative.split(paths.sep).join("/");
      const file = files.get(key);
      if (file !== undefined) return { kind: "file", file };
      const names = folders.get(key);
      return names === undefined ? "missing" : { kind: "folder", names };
    },
    read({ file }) {
      const known = inflated.get(file.path);
      if (known !== undefined) return known;
      const bytes = archive.read(file);
      // Scripts are read once; package.json, which resolution asks for again and again, is small.
      if (file.sizeBytes < 4096) inflated.set(file.path, bytes);
      return bytes;
    },
  };
}

function foldersOf(files: readonly IndexedFile[]): Map<string, Map<string, boolean>> {
  const folders = new Map<string, Map<string, boolean>>([["", new Map()]]);
  const add = (path: string, isFolder: boolean): void => {
    const slash = path.lastIndexOf("/");
    const parent = path.slice(0, Math.max(slash, 0));
    const name = path.slice(slash + 1);
    const siblings = folders.get(parent);
    if (siblings !== undefined) {
      siblings.set(name, isFolder);
      return;
    }
    folders.set(parent, new Map([[name, isFolder]]));
    add(parent, true);
  };
  for (const { path } of files) add(path, false);
  return folders;
}
