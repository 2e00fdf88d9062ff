import {
  copyFile,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readlink,
  realpath,
  rename,
  rm,
  symlink,
} from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { stageDirectory } from "@nodewright/artifact-store";
import { PrebuildError } from "../errors.js";

export interface PlaceOptions {
  /** The folder to fill, absolute. */
  readonly directory: string;
  /** The file in it that says that it is complete, absolute. */
  readonly mark: string;
  /** The folder of package.json, absolute. */
  readonly root: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Fills a folder by one rename: what `work` puts into its stage, and what stood in the folder before and is not
 * replaced by it. If `work` throws, the folder is as it was.
 *
 * A folder that holds the package itself cannot be renamed under it: there the files are moved in one by one, the mark
 * last.
 * @throws PrebuildError ERR_PREBUILD_WRITE, ArtifactError as `stageDirectory`, and whatever `work` throws
 */
export async function placeDirectory<T>(
  { directory, mark, root, signal }: PlaceOptions,
  work: (stage: string) => Promise<T>,
): Promise<T> {
  const target = await realDirectory(directory);
  const inside = relative(target, await realpath(root).catch(() => root));
  if (inside === "" || (inside !== ".." && !inside.startsWith(`..${sep}`) && !inside.startsWith(sep))) {
    return placeFiles(target, relative(directory, mark), work);
  }
  return stageDirectory(
    target,
    async (stage) => {
      const result = await work(stage);
      await carryOver(target, stage);
      return result;
    },
    { replace: true, signal },
  );
}

/** A folder may be a link to another place, and stays one. */
async function realDirectory(path: string): Promise<string> {
  const stats = await lstat(await realpath(path).catch(() => path)).catch(() => undefined);
  if (stats === undefined) return path;
  if (stats.isDirectory()) return realpath(path);
  throw new PrebuildError("ERR_PREBUILD_WRITE", `Cannot write into ${path}: it is no folder`, {
    hint: "Remove it, or correct `binary.module_path` of package.json.",
  });
}

/** Hard links where the file system has them: a folder of object files is large. */
async function carryOver(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true }).catch(ifMissing)) {
    const [source, destination] = [join(from, entry.name), join(to, entry.name)];
    const stands = await lstat(destination).catch(() => undefined);
    if (entry.isDirectory() && (stands === undefined || stands.isDirectory())) {
      await mkdir(destination, { recursive: true });
      await carryOver(source, destination);
    } else if (stands === undefined && entry.isSymbolicLink()) {
      await symlink(await readlink(source), destination);
    } else if (stands === undefined && entry.isFile()) {
      await link(source, destination).catch(() => copyFile(source, destination));
    }
  }
}

function ifMissing(error: unknown): readonly never[] {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
  throw error;
}

async function placeFiles<T>(target: string, mark: string, work: (stage: string) => Promise<T>): Promise<T> {
  const stage = await mkdtemp(join(target, ".prebuild-"));
  try {
    const result = await work(stage);
    const files = await filesBelow(stage, stage);
    for (const file of files.filter((one) => one !== mark).concat(mark)) {
      await mkdir(dirname(join(target, file)), { recursive: true });
      await rename(join(stage, file), join(target, file));
    }
    return result;
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

async function filesBelow(directory: string, root: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const lists = entries.map((entry) => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? filesBelow(path, root) : [relative(root, path)];
  });
  return (await Promise.all(lists)).flat();
}
