import { fileURLToPath } from "node:url";
import type { Volume } from "../volume.js";

/** Functions of a module, by name. */
export type Functions = Record<string, (...args: readonly unknown[]) => unknown>;

/** Answers a call: `args` begin with the path, without URL and Buffer, and end before the callback. */
export type Operation = (path: string, ...args: readonly unknown[]) => unknown;

export interface Interception {
  readonly functions: Functions;
  readonly name: string;
  /** Which arguments may be paths of the volume; the first alone unless said. */
  readonly at?: readonly number[];
  readonly style: "sync" | "callback" | "promise";
}

/** Lets an operation answer those calls of a function that are about the volume. */
export function intercept(
  volume: Volume,
  { functions, name, at = [0], style }: Interception,
  operation: Operation,
): void {
  replace(functions, name, (original) => (...given) => {
    const call = placed(volume, given, at);
    if (call === undefined) return original(...given);
    const [path, ...rest] = call.args;
    if (!call.isOurs) return original(...call.args);
    if (style === "sync") return operation(String(path), ...rest);
    if (style === "promise") return (async () => operation(String(path), ...rest))();
    const callback = rest.pop();
    if (typeof callback !== "function") return original(...call.args);
    answer(callback as Callback, () => operation(String(path), ...rest));
    return undefined;
  });
}

export type Callback = (error: unknown, ...values: readonly unknown[]) => void;

/** Calls back later, as Node.js does. */
export function answer(callback: Callback, operation: () => unknown): void {
  process.nextTick(() => {
    let value: unknown;
    try {
      value = operation();
    } catch (error) {
      callback(error);
      return;
    }
    if (value === undefined) callback(null);
    else callback(null, value);
  });
}

/** Puts another function in a function's place; what hangs on it, such as `realpath.native`, stays. */
export function replace(
  functions: Functions,
  name: string,
  make: (original: (...args: readonly unknown[]) => unknown) => (...args: readonly unknown[]) => unknown,
): void {
  const original = functions[name];
  if (original === undefined) return;
  const made = make((...args) => Reflect.apply(original, functions, args));
  for (const key of Reflect.ownKeys(original)) {
    if (key === "prototype") continue;
    Object.defineProperty(made, key, {
      ...Object.getOwnPropertyDescriptor(original, key),
      configurable: true,
    });
  }
  functions[name] = made;
}

/** The arguments with plain paths; those that are mounted become the system's. Undefined when none is the volume's. */
function placed(
  volume: Volume,
  given: readonly unknown[],
  at: readonly number[],
): { readonly args: unknown[]; readonly isOurs: boolean } | undefined {
  let args: unknown[] | undefined;
  let isOurs = false;
  for (const index of at) {
    const path = pathOf(given[index]);
    if (path === undefined || volume.find(path) === undefined) continue;
    const outside = volume.mounted(path);
    args ??= [...given];
    args[index] = outside ?? path;
    isOurs ||= outside === undefined;
  }
  return args && { args, isOurs };
}

/** What a caller may give as a path; undefined for what is none. */
export function pathOf(path: unknown): string | undefined {
  if (typeof path === "string") return path;
  if (path instanceof URL) return path.protocol === "file:" ? fileURLToPath(path) : undefined;
  return path instanceof Uint8Array ? Buffer.from(path).toString() : undefined;
}
