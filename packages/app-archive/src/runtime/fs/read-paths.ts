import { Blob } from "node:buffer";
import fs from "node:fs";
import { dirname, relative } from "node:path";
import type { Volume } from "../volume.js";
import { encoded, encodingOf } from "./encoded.js";
import { isForWriting } from "./flags.js";
import { FolderReader } from "./folder-reader.js";
import type { Operation } from "./intercept.js";
import { lookUp, lookUpLink } from "./lookup.js";
import { readFolder } from "./read-folder.js";
import type { StatsOf } from "./stats.js";
import { systemError } from "./system-error.js";

/** What `fs` answers for paths of the volume, by the names of its functions with callbacks. */
export function readPaths(
  volume: Volume,
  statsOf: StatsOf,
  executable: string,
): Readonly<Record<string, Operation>> {
  const { statfsSync } = fs;
  return {
    access(path, mode = fs.constants.F_OK) {
      const found = lookUp(volume, path, "access");
      const { W_OK, X_OK } = fs.constants;
      if (Number(mode) & W_OK) throw systemError("EROFS", { syscall: "access", path });
      const cannotRun = found.kind === "file" && (found.file.mode & 0o111) === 0;
      if (Number(mode) & X_OK && cannotRun) throw systemError("EACCES", { syscall: "access", path });
    },
    lstat: (path, options) => statsOf(lookUpLink(volume, path, "lstat"), options),
    opendir(path) {
      return new FolderReader(volume, path);
    },
    readFile(path, options) {
      const { flag = "r", signal } = Object(options) as {
        readonly flag?: string;
        readonly signal?: AbortSignal;
      };
      signal?.throwIfAborted();
      if (isForWriting(flag)) throw systemError("EROFS", { syscall: "open", path });
      return contentOf(fileBytes(volume, path), options);
    },
    readdir: (path, options) => readFolder(volume, path, options),
    readlink(path, options) {
      const found = lookUpLink(volume, path, "readlink");
      if (found.kind !== "link") throw systemError("EINVAL", { syscall: "readlink", path });
      return encoded(relative(dirname(found.path), found.target), options);
    },
    realpath: (path, options) => encoded(lookUp(volume, path, "lstat").path, options),
    stat: (path, options) => statsOf(lookUp(volume, path, "stat"), options),
    statfs(path, options) {
      lookUp(volume, path, "statfs");
      return statfsSync(executable, options as fs.StatFsOptions);
    },
  };
}

/** Whether a path is there; links lead on. */
export function isThere(volume: Volume, path: string): boolean {
  try {
    lookUp(volume, path, "access");
    return true;
  } catch {
    return false;
  }
}

/** The bytes of a file, which belong to whoever asked. */
export function contentOf(bytes: Uint8Array, options: unknown): Buffer | string {
  const encoding = encodingOf(options);
  if (encoding === undefined || encoding === "buffer") return Buffer.from(bytes);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(encoding as BufferEncoding);
}

export function fileBytes(volume: Volume, path: string): Uint8Array {
  const found = lookUp(volume, path, "open");
  if (found.kind === "folder") throw isFolderError();
  return volume.read(found);
}

/** Node.js learns only when it reads that a path is a folder's, and says no path then. */
export function isFolderError(): Error {
  const { errno, code, syscall, message } = systemError("EISDIR", { syscall: "read", path: "" });
  return Object.assign(new Error(message.replace(/ ''$/, "")), { errno, code, syscall });
}

export function openAsBlob(volume: Volume, path: string, options: unknown): Blob {
  return new Blob([Buffer.from(fileBytes(volume, path))], options as { readonly type?: string });
}
