import fs from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { devNull } from "node:os";
import { type Descriptor, type Descriptors, targetsOf } from "./descriptors.js";
import type { Functions } from "./intercept.js";
import { systemError } from "./system-error.js";

const { open } = fs.promises;

/** What `fs.promises.open` gives for a file of the volume: a handle of Node's own for the null device that reads the file. */
export async function openHandle(
  descriptors: Descriptors,
  path: string,
  flags: unknown,
): Promise<FileHandle> {
  const found = descriptors.locate(path, flags);
  const handle = await open(devNull, "r");
  const number = handle.fd;
  descriptors.adopt(number, path, found);
  const one = descriptors.get(number);
  if (one !== undefined) override(handle as unknown as Functions, one, descriptors);
  return handle;
}

function override(handle: Functions & Partial<FileHandle>, one: Descriptor, descriptors: Descriptors): void {
  const { read, readv, close } = handle as Functions;
  const number = handle.fd ?? -1;
  const refuse = (syscall: string) => async (): Promise<never> => {
    throw systemError("EROFS", { syscall, path: one.path });
  };
  Object.assign(handle, {
    async close() {
      descriptors.release(number);
      return await Reflect.apply(close as () => unknown, handle, []);
    },
    async read(...args: readonly unknown[]) {
      const { buffer } = (await Reflect.apply(read as () => unknown, handle, args)) as {
        readonly buffer: unknown;
      };
      const [first, ...rest] = args;
      const [targets, position] = targetsOf([buffer, ...(ArrayBuffer.isView(first) ? rest : args)]);
      return { bytesRead: descriptors.fill(one, targets, position), buffer };
    },
    async readv(buffers: readonly NodeJS.ArrayBufferView[], position: unknown) {
      await Reflect.apply(readv as () => unknown, handle, [buffers, position]);
      return { bytesRead: descriptors.fill(one, ...targetsOf([buffers, position])), buffers };
    },
    readFile: async (options: unknown) => descriptors.readAll(one, options),
    stat: async (options: unknown) => descriptors.stat(one, options),
    sync: async () => undefined,
    datasync: async () => undefined,
    chmod: refuse("fchmod"),
    chown: refuse("fchown"),
    utimes: refuse("futime"),
    truncate: refuse("ftruncate"),
  });
}
