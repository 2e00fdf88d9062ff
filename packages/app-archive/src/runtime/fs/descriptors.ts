import fs, { type BigIntStats, type Stats } from "node:fs";
import { devNull } from "node:os";
import type { Volume, VolumeFile, VolumeFolder } from "../volume.js";
import { isForMaking, isForWriting } from "./flags.js";
import { answer, type Callback, type Functions, replace } from "./intercept.js";
import { lookUp } from "./lookup.js";
import { contentOf, isFolderError } from "./read-paths.js";
import type { StatsOf } from "./stats.js";
import { systemError } from "./system-error.js";

/** An open file of the volume. */
export interface Descriptor {
  readonly path: string;
  readonly found: VolumeFile | VolumeFolder;
  position: number;
}

/** The open files of the volume, by numbers that the system gave for the null device, so that no other file has them. */
export interface Descriptors {
  /** Throws what the system throws: nothing can be opened for writing. */
  locate(path: string, flags: unknown): VolumeFile | VolumeFolder;
  open(path: string, flags: unknown): number;
  /** Takes a number of the null device for a file. */
  adopt(number: number, path: string, found: VolumeFile | VolumeFolder): void;
  release(number: number): void;
  get(number: unknown): Descriptor | undefined;
  stat(descriptor: Descriptor, options: unknown): Stats | BigIntStats;
  /** All from the position on. */
  readAll(descriptor: Descriptor, options: unknown): Buffer | string;
  /** Fills buffers in turn; says how many bytes. */
  fill(descriptor: Descriptor, targets: readonly Uint8Array[], position: unknown): number;
}

export function createDescriptors(volume: Volume, statsOf: StatsOf): Descriptors {
  const { openSync } = fs;
  const table = new Map<unknown, Descriptor>();
  const locate = (path: string, flags: unknown): VolumeFile | VolumeFolder => {
    if (!isForMaking(flags)) lookUp(volume, path, "open");
    if (isForWriting(flags)) throw systemError("EROFS", { syscall: "open", path });
    return lookUp(volume, path, "open");
  };
  const adopt = (number: number, path: string, found: VolumeFile | VolumeFolder): void =>
    void table.set(number, { path, found, position: 0 });
  return {
    locate,
    adopt,
    open(path, flags) {
      const found = locate(path, flags);
      const number = openSync(devNull, "r");
      adopt(number, path, found);
      return number;
    },
    release: (number) => void table.delete(number),
    get: (number) => table.get(number),
    stat: ({ found }, options) => statsOf(found, options),
    readAll(descriptor, options) {
      const bytes = bytesOf(volume, descriptor).subarray(descriptor.position);
      descriptor.position += bytes.byteLength;
      return contentOf(bytes, options);
    },
    fill(descriptor, targets, position) {
      const bytes = bytesOf(volume, descriptor);
      const isOwn = (typeof position !== "number" && typeof position !== "bigint") || Number(position) < 0;
      const start = isOwn ? descriptor.position : Number(position);
      let at = start;
      for (const target of targets) {
        const piece = bytes.subarray(at, at + target.byteLength);
        target.set(piece);
        at += piece.byteLength;
      }
      if (isOwn) descriptor.position = at;
      return Math.max(at - start, 0);
    },
  };
}

function bytesOf(volume: Volume, { found }: Descriptor): Uint8Array {
  if (found.kind === "folder") throw isFolderError();
  return volume.read(found);
}

/** Lets the functions of `fs` that take a descriptor know those of the volume. */
export function serveDescriptors(functions: Functions, descriptors: Descriptors): void {
  const { get } = descriptors;
  for (const name of ["closeSync", "close"]) {
    replace(functions, name, (original) => (number, ...rest) => {
      descriptors.release(number as number);
      return original(number, ...rest);
    });
  }
  answerFor(functions, "fstat", get, (one, [options]) => descriptors.stat(one, options));
  answerFor(functions, "readFile", get, (one, [options]) => descriptors.readAll(one, options));
  for (const name of ["fsync", "fdatasync"]) answerFor(functions, name, get, () => undefined);
  for (const [name, syscall] of [
    ["fchmod", "fchmod"],
    ["fchown", "fchown"],
    ["futimes", "futime"],
    ["ftruncate", "ftruncate"],
  ] as const) {
    answerFor(functions, name, get, ({ path }) => {
      throw systemError(name === "ftruncate" ? "EINVAL" : "EROFS", { syscall, path });
    });
  }
  serveReads(functions, descriptors);
}

function answerFor(
  functions: Functions,
  name: string,
  get: Descriptors["get"],
  operation: (one: Descriptor, args: readonly unknown[]) => unknown,
): void {
  replace(functions, `${name}Sync`, (original) => (number, ...rest) => {
    const one = get(number);
    return one === undefined ? original(number, ...rest) : operation(one, rest);
  });
  replace(functions, name, (original) => (number, ...rest) => {
    const one = get(number);
    const callback = rest.at(-1);
    if (one === undefined || typeof callback !== "function") return original(number, ...rest);
    answer(callback as Callback, () => operation(one, rest.slice(0, -1)));
    return undefined;
  });
}

/** The null device is asked first: so arguments are checked as Node.js checks them, and it ends as soon as it begins. */
function serveReads(functions: Functions, descriptors: Descriptors): void {
  for (const name of ["read", "readv"]) {
    replace(functions, `${name}Sync`, (original) => (number, ...rest) => {
      const one = descriptors.get(number);
      const count = original(number, ...rest);
      return one === undefined ? count : descriptors.fill(one, ...targetsOf(rest));
    });
    replace(functions, name, (original) => (number, ...rest) => {
      const one = descriptors.get(number);
      const callback = rest.at(-1);
      if (one === undefined || typeof callback !== "function") return original(number, ...rest);
      const then = (error: unknown, _count: unknown, buffer: unknown): void => {
        const fill = (): number =>
          descriptors.fill(one, ...targetsOf([buffer, ...withoutBuffer(rest.slice(0, -1))]));
        if (error) (callback as Callback)(error);
        else answerRead(callback as Callback, fill, buffer);
      };
      return original(number, ...rest.slice(0, -1), then);
    });
  }
}

function answerRead(callback: Callback, fill: () => number, buffer: unknown): void {
  let count: number;
  try {
    count = fill();
  } catch (error) {
    callback(error);
    return;
  }
  callback(null, count, buffer);
}

interface ReadOptions {
  readonly offset?: number;
  readonly length?: number;
  readonly position?: unknown;
}

function isBytes(value: unknown): value is NodeJS.ArrayBufferView {
  return ArrayBuffer.isView(value);
}

/** The arguments of `read` after the buffer; there may be none before the options. */
function withoutBuffer(args: readonly unknown[]): readonly unknown[] {
  const [first] = args;
  return isBytes(first) || Array.isArray(first) ? args.slice(1) : args;
}

/** Where bytes go, and from where: of `(buffers, position)`, `(buffer, options)`, `(buffer, offset, length, position)`. */
export function targetsOf([buffer, ...rest]: readonly unknown[]): [Uint8Array[], unknown] {
  if (Array.isArray(buffer)) return [buffer.map(plainBytes), rest[0]];
  const [first] = rest;
  const listed = { offset: first, length: rest[1], position: rest[2] } as ReadOptions;
  const options = typeof first === "object" && first !== null ? (first as ReadOptions) : listed;
  const bytes = plainBytes(buffer as NodeJS.ArrayBufferView);
  const offset = options.offset ?? 0;
  const length = options.length ?? bytes.byteLength - offset;
  return [[bytes.subarray(offset, offset + length)], options.position];
}

function plainBytes({ buffer, byteOffset, byteLength }: NodeJS.ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
