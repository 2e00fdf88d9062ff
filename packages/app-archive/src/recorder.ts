import fs, { appendFileSync } from "node:fs";
import Module from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Loaded before an app (`node --require`): writes the paths of all files that it reads or loads to the file that
 * NODEWRIGHT_RECORD names, a line each. The app runs as it is.
 */
function main(record: string): void {
  const known = new Set<string>();
  const note = (path: unknown): void => {
    const file = toPath(path);
    if (file === undefined || known.has(file)) return;
    known.add(file);
    appendFileSync(record, `${file}\n`);
  };
  for (const name of ["readFileSync", "readFile", "openSync", "open", "createReadStream"])
    watch(fs, name, note);
  for (const name of ["readFile", "open"]) watch(fs.promises, name, note);
  watch(process, "dlopen", (_module, path) => note(path));
  Module.registerHooks({
    load(url, context, next) {
      if (url.startsWith("file:")) note(url);
      return next(url, context);
    },
  });
  Module.syncBuiltinESMExports();
}

function toPath(path: unknown): string | undefined {
  if (path instanceof URL) return toPath(path.href);
  if (Buffer.isBuffer(path)) return toPath(path.toString());
  if (typeof path !== "string") return undefined;
  try {
    return path.startsWith("file:") ? fileURLToPath(path) : resolve(path);
  } catch {
    return undefined;
  }
}

/** Calls a listener with the arguments of a method, and then the method. */
function watch(owner: object, name: string, listener: (...args: readonly unknown[]) => void): void {
  const method: unknown = Reflect.get(owner, name);
  if (typeof method !== "function") return;
  const watched = function (this: unknown, ...args: readonly unknown[]): unknown {
    listener(...args);
    return Reflect.apply(method, this, args);
  };
  // `util.promisify` and the like look for what hangs on a function.
  Reflect.set(owner, name, Object.defineProperties(watched, Object.getOwnPropertyDescriptors(method)));
}

const { NODEWRIGHT_RECORD: record } = process.env;
if (record !== undefined) main(record);
