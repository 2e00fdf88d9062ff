import { mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspect } from "../src/inspect.js";
import type { FileLike } from "../src/parse-file.js";
import { elfFile } from "./support/elf-file.js";
import { peFile } from "./support/pe-file.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "executable-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function written(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

/** A file of this size whose bytes come from `bytes`, zeros after them, and that counts what is read. */
function countingFile(
  bytes: Uint8Array,
  size: number,
): { readonly file: FileLike; readonly bytesRead: () => number } {
  let total = 0;
  const file: FileLike = {
    stat: async () => ({ size }),
    read: async (buffer, offset, length, position) => {
      total += length;
      buffer.fill(0, offset, offset + length);
      buffer.set(bytes.subarray(position, position + length), offset);
      return { bytesRead: length };
    },
  };
  return { file, bytesRead: () => total };
}

describe("inspect()", () => {
  it("says what the running Node.js is, from its path and from its bytes alike", async () => {
    const info = await inspect(process.execPath);
    expect(info).toMatchObject({ kind: "executable", os: process.platform, arch: process.arch });
    expect(await inspect(await readFile(process.execPath))).toEqual(info);
  });

  it("reads a path, a URL and an open file, which stays open", async () => {
    const path = await written("library.so", elfFile({ needed: ["libc.so.6"] }));
    const info = await inspect(path);
    expect(info.needed).toEqual(["libc.so.6"]);
    expect(await inspect(pathToFileURL(path))).toEqual(info);
    await using file = await open(path);
    expect(await inspect(file)).toEqual(info);
    expect((await file.stat()).size).toBeGreaterThan(0);
  });

  it("reads of a large file its headers alone", async () => {
    const bytes = elfFile({
      needed: ["libc.so.6"],
      symbols: [{ name: "napi_register_module_v1", code: [0xc3] }],
    });
    const { file, bytesRead } = countingFile(bytes, 120_000_000);
    expect(await inspect(file)).toMatchObject({ libc: "glibc", addon: { napi: true } });
    expect(bytesRead()).toBeLessThan(100_000);
  });

  it("reads ranges that cross its blocks, from a file that gives few bytes at a time", async () => {
    const bytes = peFile({
      imports: Array.from({ length: 1000 }, (_, i) => ({ library: `library-number-${i}.dll` })),
    });
    const slow: FileLike = {
      stat: async () => ({ size: bytes.length }),
      read: async (buffer, offset, length, position) => {
        const part = bytes.subarray(position, position + Math.min(length, 1000));
        buffer.set(part, offset);
        return { bytesRead: part.length };
      },
    };
    expect(await inspect(slow)).toEqual(await inspect(bytes));
  });

  it("refuses a file that becomes shorter while it is read", async () => {
    const bytes = elfFile();
    const file: FileLike = {
      stat: async () => ({ size: bytes.length }),
      read: async () => ({ bytesRead: 0 }),
    };
    await expect(inspect(file)).rejects.toMatchObject({
      code: "ERR_EXECUTABLE_MALFORMED",
      message: "the file is damaged: it became shorter while it was read",
    });
  });

  it.each([0.1, 0.6, 0.99])("refuses the running Node.js cut at %d of its length", async (part) => {
    const bytes = await readFile(process.execPath);
    const path = await written("node", bytes.subarray(0, Math.floor(bytes.length * part)));
    await expect(inspect(path)).rejects.toMatchObject({
      code: "ERR_EXECUTABLE_MALFORMED",
      message: expect.stringContaining(`${path} is damaged: `),
      hint: "fetch the file again; if it stays so, the file was published damaged",
    });
  });

  it("says of a page what it is, by the path", async () => {
    const path = await written("node.exe", new TextEncoder().encode("<!doctype html><title>404</title>"));
    await expect(inspect(path)).rejects.toMatchObject({
      code: "ERR_EXECUTABLE_UNKNOWN_FORMAT",
      message: `${path} is no executable: it is an HTML page`,
      hint: "expected an ELF, PE, Mach-O or XCOFF file",
    });
  });

  it("says why a path cannot be read, and keeps the cause", async () => {
    const missing = join(folder, "missing");
    await expect(inspect(missing)).rejects.toMatchObject({
      code: "ERR_EXECUTABLE_UNREADABLE",
      message: expect.stringContaining(`cannot read ${missing}: ENOENT`),
      cause: expect.objectContaining({ code: "ENOENT" }),
    });
    await expect(inspect(folder)).rejects.toMatchObject({ code: "ERR_EXECUTABLE_UNREADABLE" });
  });
});
