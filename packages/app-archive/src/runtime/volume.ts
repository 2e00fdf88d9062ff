import { posix, win32 } from "node:path";
import type { IndexedFile } from "../archive/format.js";
import type { Archive } from "../archive/open-archive.js";
import { type Folder, treeOf } from "./tree.js";

/** The app's files under the path where the app sees them. */
export interface Volume {
  /** `/snapshot`, on Windows `C:\snapshot`. */
  readonly root: string;
  readonly entry: string;
  /** What is at a path of the system, where links lead; undefined for paths elsewhere. */
  find(path: string): Found | undefined;
  /** The same, but for a link at the path's end: that is found itself. */
  findLink(path: string): Found | VolumeLink | undefined;
  read(file: VolumeFile): Uint8Array;
  /** Lets a path of the volume, and what is below it, be one of the system. */
  mount(interior: string | RegExp, exterior: string): void;
  /** The path of the system that is mounted at a path. */
  mounted(path: string): string | undefined;
}

export type Found = VolumeFile | VolumeFolder | "missing";

export interface VolumeFile {
  readonly kind: "file";
  /** Where it is, without links on the way. */
  readonly path: string;
  readonly number: number;
  readonly file: IndexedFile;
}

export interface VolumeFolder extends Folder {
  readonly kind: "folder";
  readonly path: string;
}

export interface VolumeLink {
  readonly kind: "link";
  readonly path: string;
  /** As a path of the system. */
  readonly target: string;
}

/** The folder that `pkg` uses too, so that apps that know it work. */
export function createVolume(archive: Archive, platform: NodeJS.Platform): Volume {
  const paths = platform === "win32" ? win32 : posix;
  const root = platform === "win32" ? "C:\\snapshot" : "/snapshot";
  const { files, folders, links } = treeOf(archive);
  const follow = followerOf(links);
  const inflated = new Map<string, Uint8Array>();
  const mounts: (readonly [interior: string | RegExp, exterior: string])[] = [];
  const toPath = (key: string): string => (key === "" ? root : paths.join(root, key));
  const look = (key: string | undefined): Found => {
    if (key === undefined) return "missing";
    const file = files.get(key);
    if (file !== undefined) return { kind: "file", path: toPath(key), ...file };
    const folder = folders.get(key);
    return folder === undefined ? "missing" : { kind: "folder", path: toPath(key), ...folder };
  };
  return {
    root,
    entry: toPath(archive.entry),
    find(path) {
      const key = keyOf(path, root, paths);
      return key === undefined ? undefined : look(follow(key));
    },
    findLink(path) {
      const key = keyOf(path, root, paths);
      if (key === undefined) return undefined;
      const [parent, name] = [follow(posix.dirname(key)), posix.basename(key)];
      const own = parent === "." || parent === "" ? name : `${parent}/${name}`;
      const target = links.get(own);
      if (target === undefined) return look(follow(key));
      return { kind: "link", path: toPath(own), target: toPath(target) };
    },
    read({ file }) {
      const known = inflated.get(file.path);
      if (known !== undefined) return known;
      const bytes = archive.read(file);
      // Scripts are read once; package.json, which resolution asks for again and again, is small.
      if (file.sizeBytes < 4096) inflated.set(file.path, bytes);
      return bytes;
    },
    mount: (interior, exterior) => void mounts.push([interior, exterior]),
    mounted(path) {
      if (mounts.length === 0) return undefined;
      const plain = paths.resolve(path);
      return mounts.map(([interior, exterior]) => underMount(plain, interior, exterior, paths)).find(Boolean);
    },
  };
}

function underMount(
  path: string,
  interior: string | RegExp,
  exterior: string,
  { relative, join, sep }: typeof posix,
): string | undefined {
  if (typeof interior !== "string") return interior.test(path) ? path.replace(interior, exterior) : undefined;
  const below = relative(interior, path);
  return below === ".." || below.startsWith(`..${sep}`) ? undefined : join(exterior, below);
}

/** A path as the archive has it, undefined for one that is elsewhere. */
function keyOf(path: string, root: string, paths: typeof posix): string | undefined {
  if (paths === posix && path.startsWith("/") && !/\/(?:\.{0,2}(?:\/|$))/.test(path)) {
    if (!path.startsWith(root)) return undefined;
    if (path.charAt(root.length) === "/") return path.slice(root.length + 1);
    return path === root ? "" : undefined;
  }
  const relative = paths.relative(root, paths.resolve(withoutNamespace(path, paths)));
  if (/^\.\.(?:[/\\]|$)/.test(relative) || paths.isAbsolute(relative)) return undefined;
  return relative.split(paths.sep).join("/");
}

/** Windows' `\\?\C:\…` is `C:\…`. */
function withoutNamespace(path: string, paths: typeof posix): string {
  return paths === win32 ? path.replace(/^\\\\\?\\(?=[A-Za-z]:)/, "") : path;
}

/** Gives the path that a path leads to; undefined for links in a circle. */
function followerOf(links: ReadonlyMap<string, string>): (key: string) => string | undefined {
  if (links.size === 0) return (key) => key;
  const known = new Map<string, string>();
  const follow = (key: string, steps: number): string | undefined => {
    if (steps > 40) return undefined;
    const slash = key.lastIndexOf("/");
    const folder = slash < 0 ? "" : key.slice(0, slash);
    const parent = slash < 0 ? "" : (known.get(folder) ?? follow(folder, steps));
    if (parent === undefined) return undefined;
    if (slash >= 0) known.set(folder, parent);
    const own = parent === "" ? key.slice(slash + 1) : `${parent}/${key.slice(slash + 1)}`;
    const target = links.get(own);
    return target === undefined ? own : follow(target, steps + 1);
  };
  return (key) => follow(key, 0);
}
