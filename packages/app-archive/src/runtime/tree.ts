import type { IndexedFile } from "../archive/format.js";
import type { Archive } from "../archive/open-archive.js";

export type Kind = "file" | "folder" | "link";

export interface Folder {
  /** No other folder has it, nor a file. */
  readonly number: number;
  /** In order. */
  readonly names: ReadonlyMap<string, Kind>;
}

export interface Tree {
  readonly files: ReadonlyMap<string, { readonly number: number; readonly file: IndexedFile }>;
  /** The root is "". */
  readonly folders: ReadonlyMap<string, Folder>;
  /** What each link leads to. */
  readonly links: ReadonlyMap<string, string>;
}

/** The folders that an archive's paths make. */
export function treeOf({ files, links }: Pick<Archive, "files" | "links">): Tree {
  const folders = new Map<string, { number: number; names: Map<string, Kind> }>();
  const folderAt = (path: string): Map<string, Kind> => {
    const known = folders.get(path);
    if (known !== undefined) return known.names;
    const names = new Map<string, Kind>();
    folders.set(path, { number: files.length + folders.size + 1, names });
    if (path !== "") add(path, "folder");
    return names;
  };
  const add = (path: string, kind: Kind): void => {
    const slash = path.lastIndexOf("/");
    folderAt(path.slice(0, Math.max(slash, 0))).set(path.slice(slash + 1), kind);
  };
  folderAt("");
  for (const { path } of files) add(path, "file");
  for (const { path } of links) add(path, "link");
  return {
    files: new Map(files.map((file, index) => [file.path, { number: index + 1, file }])),
    folders,
    links: new Map(links.map(({ path, target }) => [path, target])),
  };
}
