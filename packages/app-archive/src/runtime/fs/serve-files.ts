import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { promisify } from "node:util";
import type { Volume } from "../volume.js";
import { copies } from "./copy.js";
import { createDescriptors, type Descriptors, serveDescriptors } from "./descriptors.js";
import { openHandle } from "./file-handle.js";
import { type Functions, intercept, type Operation, pathOf, replace } from "./intercept.js";
import { isThere, openAsBlob, readPaths } from "./read-paths.js";
import { refuseLinks, refuseWrites } from "./refuse-writes.js";
import { createStatsOf } from "./stats.js";
import { systemError } from "./system-error.js";
import { NoChanges, refuseWatching } from "./watch.js";

const functions = fs as unknown as Functions;
const promises = fs.promises as unknown as Functions;

/**
 * Lets `fs` and `fs.promises` read the volume. Other paths go to the system as before. Nothing in the volume can be
 * written; it is answered as a read-only file system answers.
 */
export function serveFiles(volume: Volume, executable: string): void {
  const statsOf = createStatsOf(executable);
  const descriptors = createDescriptors(volume, statsOf);
  const reads = readPaths(volume, statsOf, executable);
  serveAll(volume, reads);
  serveNative(volume, reads);
  serveAll(volume, refuseWrites(volume));
  serveAll(volume, refuseLinks(volume), [0, 1]);
  serveAll(volume, copies(volume), [0, 1]);
  serveSymlinks(volume);
  serveMissing(volume);
  serveExists(volume);
  serveOpen(volume, descriptors);
  serveWatching(volume);
  intercept(volume, { functions, name: "openAsBlob", style: "promise" }, (path, options) =>
    openAsBlob(volume, path, options),
  );
  serveDescriptors(functions, descriptors);
  syncBuiltinESMExports();
}

/** The three ways in which `fs` has a function. */
function serveAll(
  volume: Volume,
  operations: Readonly<Record<string, Operation>>,
  at: readonly number[] = [0],
): void {
  for (const [name, operation] of Object.entries(operations)) {
    intercept(volume, { functions, name: `${name}Sync`, style: "sync", at }, operation);
    intercept(volume, { functions, name, style: "callback", at }, operation);
    intercept(volume, { functions: promises, name, style: "promise", at }, operation);
  }
}

function serveNative(volume: Volume, { realpath }: Readonly<Record<string, Operation>>): void {
  if (realpath === undefined) return;
  const [sync, callback] = [fs.realpathSync, fs.realpath] as unknown as Functions[];
  if (sync) intercept(volume, { functions: sync, name: "native", style: "sync" }, realpath);
  if (callback) intercept(volume, { functions: callback, name: "native", style: "callback" }, realpath);
}

/** A link can be made to a path of the volume, but not in it. */
function serveSymlinks(volume: Volume): void {
  const refuse: Operation = (path, dest) => {
    throw systemError("EROFS", { syscall: "symlink", path, dest: String(dest) });
  };
  for (const [name, style] of [
    ["symlinkSync", "sync"],
    ["symlink", "callback"],
  ] as const) {
    intercept(volume, { functions, name, style, at: [1] }, refuse);
  }
  intercept(volume, { functions: promises, name: "symlink", style: "promise", at: [1] }, refuse);
}

/** `throwIfNoEntry: false`, which the functions with `Sync` know alone. */
function serveMissing(volume: Volume): void {
  for (const name of ["statSync", "lstatSync"]) {
    replace(functions, name, (original) => (path, options) => {
      const { throwIfNoEntry = true } = Object(options) as fs.StatSyncOptions;
      const plain = throwIfNoEntry ? undefined : pathOf(path);
      const isMissing = plain !== undefined && volume.find(plain) === "missing" && !volume.mounted(plain);
      return isMissing ? undefined : original(path, options);
    });
  }
}

function serveExists(volume: Volume): void {
  const exists: Operation = (path) => isThere(volume, path);
  intercept(volume, { functions, name: "existsSync", style: "sync" }, exists);
  replace(functions, "exists", (original) => (path, callback) => {
    const plain = pathOf(path);
    if (plain === undefined || volume.find(plain) === undefined) return original(path, callback);
    process.nextTick(callback as (isThere: boolean) => void, fs.existsSync(plain));
    return undefined;
  });
  Object.defineProperty(fs.exists, promisify.custom, { value: async (path: string) => fs.existsSync(path) });
}

function serveOpen(volume: Volume, descriptors: Descriptors): void {
  const open: Operation = (path, flags) => descriptors.open(path, flags);
  intercept(volume, { functions, name: "openSync", style: "sync" }, open);
  intercept(volume, { functions, name: "open", style: "callback" }, open);
  intercept(volume, { functions: promises, name: "open", style: "promise" }, (path, flags) =>
    openHandle(descriptors, path, flags),
  );
  replace(promises, "readFile", (original) => (path, options) => {
    const one = descriptors.get(Object(path).fd);
    const isHandle = one !== undefined && typeof Object(path).readFile === "function";
    return isHandle ? (path as fs.promises.FileHandle).readFile(options as null) : original(path, options);
  });
}

function serveWatching(volume: Volume): void {
  const refuse = refuseWatching(volume);
  intercept(volume, { functions, name: "watch", style: "sync" }, refuse);
  intercept(volume, { functions, name: "watchFile", style: "sync" }, () => new NoChanges());
  intercept(volume, { functions, name: "unwatchFile", style: "sync" }, () => undefined);
  replace(promises, "watch", (original) => (path, options) => {
    const plain = pathOf(path);
    if (plain === undefined || volume.find(plain) === undefined) return original(path, options);
    return { [Symbol.asyncIterator]: () => ({ next: async () => refuse(plain) }) };
  });
}
