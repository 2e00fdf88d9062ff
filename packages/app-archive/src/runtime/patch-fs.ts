import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { fileURLToPath } from "node:url";
import type { Volume, VolumeFile, VolumeFolder } from "./volume.js";

type Found = VolumeFile | VolumeFolder;

/** What one function of `fs` answers for a path of the volume. */
type Answer = (found: Found, path: string, options: unknown) => unknown;

/**
 * Lets `fs` and `fs.promises` read the volume: whole files, folders and what `stat` says. Other paths go to the
 * system as before. Nothing in the volume can be written.
 */
export function serveFiles(volume: Volume): void {
  for (const [name, answer] of Object.entries(answersOf(volume))) {
    patch(fs as unknown as Functions, `${name}Sync`, volume, answer);
    patch(fs.promises as unknown as Functions, name, volume, answer, true);
    patchCallback(fs as unknown as Functions, name, volume, answer);
  }
  const { existsSync } = fs;
  fs.existsSync = (path) => {
    const found = lookUp(volume, path);
    return found === undefined ? existsSync(path) : found.found !== "missing";
  };
  syncBuiltinESMExports();
}

type Functions = Record<string, (...args: readonly unknown[]) => unknown>;

function answersOf(volume: Volume): Readonly<Record<string, Answer>> {
  const stat: Answer = (found) => statsOf(found);
  return {
    access: () => undefined,
    lstat: stat,
    readFile: (found, path, options) => {
      if (found.kind === "folder") throw failure("EISDIR", "illegal operation on a directory", "read", path);
      const bytes = Buffer.from(volume.read(found));
      const encoding = typeof options === "string" ? options : Object(options).encoding;
      return encoding ? bytes.toString(encoding as BufferEncoding) : bytes;
    },
    readdir: (found, path) => {
      if (found.kind === "file") throw failure("ENOTDIR", "not a directory", "scandir", path);
      return [...found.names.keys()];
    },
    realpath: (_found, path) => path,
    stat,
  };
}

function statsOf(found: Found): fs.Stats {
  const isFile = found.kind === "file";
  const size = isFile ? found.file.sizeBytes : 0;
  const mode = isFile ? 0o100000 | found.file.mode : 0o040755;
  const none = new Date(0);
  const times = { atimeMs: 0, mtimeMs: 0, ctimeMs: 0, birthtimeMs: 0, atime: none, mtime: none, ctime: none };
  const facts = { dev: 0, ino: 0, nlink: 1, uid: 0, gid: 0, rdev: 0, blksize: 4096, birthtime: none };
  const blocks = Math.ceil(size / 512);
  return Object.assign(Object.create(fs.Stats.prototype), { ...facts, ...times, mode, size, blocks });
}

/** Undefined for a path that is not the volume's. */
function lookUp(
  volume: Volume,
  path: unknown,
): { readonly path: string; readonly found: Found | "missing" } | undefined {
  const isUrl = path instanceof URL && path.protocol === "file:";
  const text = typeof path === "string" ? path : isUrl ? fileURLToPath(path) : undefined;
  const plain = Buffer.isBuffer(path) ? path.toString() : text;
  const found = plain === undefined ? undefined : volume.find(plain);
  return plain === undefined || found === undefined ? undefined : { path: plain, found };
}

function answered(
  answer: Answer,
  name: string,
  one: NonNullable<ReturnType<typeof lookUp>>,
  options: unknown,
): unknown {
  if (one.found === "missing") throw failure("ENOENT", "no such file or directory", name, one.path);
  return answer(one.found, one.path, options);
}

function patch(functions: Functions, name: string, volume: Volume, answer: Answer, isAsync = false): void {
  const original = functions[name];
  const syscall = name.replace(/Sync$/, "");
  const give = (one: NonNullable<ReturnType<typeof lookUp>>, options: unknown): unknown =>
    answered(answer, syscall, one, options);
  const patched = (...args: readonly unknown[]): unknown => {
    const one = lookUp(volume, args[0]);
    if (one === undefined) return original?.(...args);
    return isAsync ? (async () => give(one, args[1]))() : give(one, args[1]);
  };
  // `realpathSync.native` stays.
  functions[name] = Object.assign(patched, original);
}

function patchCallback(functions: Functions, name: string, volume: Volume, answer: Answer): void {
  const original = functions[name];
  const patched = (...args: readonly unknown[]): unknown => {
    const one = lookUp(volume, args[0]);
    const callback = args.at(-1);
    if (one === undefined || typeof callback !== "function") return original?.(...args);
    Promise.resolve()
      .then(() => answered(answer, name, one, args[1]))
      .then(
        (value) => process.nextTick(callback, null, value),
        (error: unknown) => process.nextTick(callback, error),
      );
    return undefined;
  };
  functions[name] = Object.assign(patched, original);
}

const NUMBERS: Readonly<Record<string, number>> = { ENOENT: -2, ENOTDIR: -20, EISDIR: -21 };

function failure(code: string, why: string, syscall: string, path: string): Error {
  const error = new Error(`${code}: ${why}, ${syscall} '${path}'`);
  return Object.assign(error, { errno: NUMBERS[code], code, syscall, path });
}
