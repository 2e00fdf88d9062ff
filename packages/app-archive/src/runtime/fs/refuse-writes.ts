import { dirname } from "node:path";
import type { Volume } from "../volume.js";
import { isForMaking } from "./flags.js";
import type { Operation } from "./intercept.js";
import { lookUp } from "./lookup.js";
import { isThere } from "./read-paths.js";
import { systemError } from "./system-error.js";

/** Functions that would change what is at a path, and what the system calls them. */
const CHANGES: Readonly<Record<string, string>> = {
  chmod: "chmod",
  chown: "chown",
  lchmod: "lchmod",
  lchown: "lchown",
  lutimes: "lutime",
  rmdir: "rmdir",
  truncate: "open",
  unlink: "unlink",
  utimes: "utime",
};

/** What `fs` answers to those who would write to the volume: that it is read-only, as the system says it. */
export function refuseWrites(volume: Volume): Readonly<Record<string, Operation>> {
  const refuse =
    (syscall: string): Operation =>
    (path) => {
      lookUp(volume, path, syscall);
      throw systemError("EROFS", { syscall, path });
    };
  const changes = Object.entries(CHANGES).map(([name, syscall]) => [name, refuse(syscall)]);
  const write: Operation = (path, _data, options) => {
    const { flag = "w" } = Object(options) as { readonly flag?: string };
    if (!isForMaking(flag)) lookUp(volume, path, "open");
    throw systemError("EROFS", { syscall: "open", path });
  };
  return {
    ...Object.fromEntries(changes),
    appendFile: write,
    writeFile: write,
    mkdir(path, options) {
      const { recursive = false } = Object(options) as { readonly recursive?: boolean };
      const found = volume.find(path);
      if (recursive && typeof found === "object" && found.kind === "folder") return undefined;
      if (found !== "missing") throw systemError("EEXIST", { syscall: "mkdir", path });
      if (!recursive) lookUpParent(volume, path, "mkdir");
      throw systemError("EROFS", { syscall: "mkdir", path });
    },
    mkdtemp(prefix) {
      throw systemError("EROFS", { syscall: "mkdtemp", path: `${prefix}XXXXXX` });
    },
    rm(path, options) {
      const { force = false } = Object(options) as { readonly force?: boolean };
      if (force && !isThere(volume, path)) return;
      lookUp(volume, path, "lstat");
      throw systemError("EROFS", { syscall: "rm", path });
    },
  };
}

/** The same for functions with two paths, of which one or both are the volume's. */
export function refuseLinks(volume: Volume): Readonly<Record<string, Operation>> {
  const refuse =
    (syscall: string): Operation =>
    (path, dest) => {
      const isFrom = volume.find(path) !== undefined;
      if (isFrom) lookUp(volume, path, syscall);
      const isWithin = isFrom && volume.find(String(dest)) !== undefined;
      throw systemError(isWithin ? "EROFS" : "EXDEV", { syscall, path, dest: String(dest) });
    };
  return { link: refuse("link"), rename: refuse("rename") };
}

function lookUpParent(volume: Volume, path: string, syscall: string): void {
  if (volume.find(dirname(path)) === "missing") throw systemError("ENOENT", { syscall, path });
}
