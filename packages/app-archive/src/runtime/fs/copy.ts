import fs, { type CopyOptions } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Volume, VolumeFolder } from "../volume.js";
import type { Operation } from "./intercept.js";
import { lookUp, lookUpLink } from "./lookup.js";
import { entriesOf } from "./read-folder.js";
import { fileBytes } from "./read-paths.js";
import { systemError } from "./system-error.js";

/** `copyFile` and `cp` out of the volume; into it nothing can be copied. */
export function copies(volume: Volume): Readonly<Record<"copyFile" | "cp", Operation>> {
  const { writeFileSync, mkdirSync } = fs;
  const isOurs = (path: string): boolean => volume.find(path) !== undefined;
  const copyFile: Operation = (path, to, mode = 0) => {
    const dest = String(to);
    const failed = { syscall: "copyfile", path, dest };
    if (isOurs(path) && volume.find(path) === "missing") lookUp(volume, path, "copyfile");
    if (isOurs(dest)) throw systemError("EROFS", failed);
    const isExclusive = (Number(mode) & fs.constants.COPYFILE_EXCL) !== 0;
    if (isExclusive && fs.existsSync(dest)) throw systemError("EEXIST", failed);
    const found = lookUp(volume, path, "copyfile");
    writeFileSync(dest, fileBytes(volume, path), { mode: found.kind === "file" ? found.file.mode : 0o644 });
  };
  const cp: Operation = (path, to, options) => {
    const dest = String(to);
    if (isOurs(dest)) throw systemError("EROFS", { syscall: "cp", path, dest });
    copyTree(path, dest, Object(options) as CopyOptions);
  };
  const copyTree = (path: string, dest: string, options: CopyOptions): void => {
    if (options.filter !== undefined && options.filter(path, dest) === false) return;
    const found = options.dereference ? lookUp(volume, path, "cp") : lookUpLink(volume, path, "cp");
    if (found.kind === "file") copyOne(path, dest, options);
    else if (found.kind === "link") copyLink(found.target, dest);
    else copyFolder(found, dest, options);
  };
  const copyFolder = (folder: VolumeFolder, dest: string, options: CopyOptions): void => {
    if (!options.recursive) throw needsRecursive(folder.path);
    mkdirSync(dest, { recursive: true });
    for (const { name } of entriesOf(folder)) copyTree(join(folder.path, name), join(dest, name), options);
  };
  const copyOne = (path: string, dest: string, { force = true, errorOnExist = false }: CopyOptions): void => {
    const isThere = fs.existsSync(dest);
    if (isThere && !force && errorOnExist) throw alreadyThere(dest);
    if (isThere && !force) return;
    mkdirSync(dirname(dest), { recursive: true });
    copyFile(path, dest);
  };
  /** A link to the volume leads nowhere for others, so what it leads to is copied in its place. */
  const copyLink = (target: string, dest: string): void =>
    copyTree(target, dest, { recursive: true, dereference: true });
  return { copyFile, cp };
}

function needsRecursive(path: string): Error {
  const why = `Recursive option not enabled, cannot copy a directory: ${resolve(path)}`;
  return Object.assign(new Error(why), { code: "ERR_FS_EISDIR", path, syscall: "cp" });
}

function alreadyThere(dest: string): Error {
  const why = `Target already exists: ${basename(dest)}`;
  return Object.assign(new Error(why), { code: "ERR_FS_CP_EEXIST", path: dest, syscall: "cp" });
}
