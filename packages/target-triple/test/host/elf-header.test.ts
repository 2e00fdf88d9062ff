import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { readElfHeader } from "../../src/host/elf-header.js";
import { ELF, elfBytes, removeRoots, simulateRoot } from "./simulated-root.js";

afterAll(removeRoots);
const root = simulateRoot({});
const file = join(root, "file");

const headerOf = (bytes: Uint8Array | string) => {
  writeFileSync(file, bytes);
  return readElfHeader(file);
};

test.each(Object.entries(ELF))("readElfHeader reads %s", (_name, shape) => {
  const { bits, endian, machine, interpreter } = shape;
  expect(headerOf(elfBytes(shape))).toEqual({ bits, endian, machine, interpreter });
});

test("readElfHeader follows the offset of the loader's path, wherever it stands", () => {
  expect(headerOf(elfBytes({ ...ELF.x64Glibc, interpreterAt: 100_000 }))?.interpreter).toBe(
    ELF.x64Glibc.interpreter,
  );
});

test("readElfHeader: what is no ELF, cut short or not there is undefined", () => {
  expect(headerOf("#!/bin/sh\nexec node")).toBeUndefined();
  expect(headerOf("")).toBeUndefined();
  expect(headerOf(elfBytes(ELF.x64Glibc).subarray(0, 40))).toBeUndefined();
  expect(headerOf(elfBytes(ELF.x64Glibc).subarray(0, 80))).toBeUndefined();
  expect(readElfHeader(join(root, "missing"))).toBeUndefined();
  expect(readElfHeader(root)).toBeUndefined();
});

test("readElfHeader never throws and never reads far, whatever the bytes", () => {
  const shape = elfBytes({ ...ELF.x64Glibc, interpreterAt: 200 });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(shape.length - 1), fc.nat(255)), { maxLength: 12 }), (changes) => {
      const bytes = shape.slice();
      for (const [at, value] of changes) bytes[at] = value;
      expect(() => headerOf(bytes)).not.toThrow();
    }),
    { numRuns: 300 },
  );
});

test.runIf(process.platform === "linux")("readElfHeader reads the real Node.js", () => {
  const header = readElfHeader(process.execPath);
  expect(header?.bits).toBe(/64|s390x/.test(process.arch) ? 64 : 32);
});
