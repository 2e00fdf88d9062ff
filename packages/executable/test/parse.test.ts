import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExecutableError } from "../src/errors.js";
import { inspectBytes } from "../src/inspect-bytes.js";
import { elfFile } from "./support/elf-file.js";
import { machOFile, universalFile } from "./support/mach-o-file.js";
import { peFile } from "./support/pe-file.js";
import { xcoffFile } from "./support/xcoff-file.js";

const addonCode = [0xb8, 9, 0, 0, 0, 0xc3];
const names = ["napi_register_module_v1", "node_api_module_get_api_version_v1"];
const elfParts = {
  interpreter: "/lib64/ld-linux-x86-64.so.2",
  needed: ["libstdc++.so.6", "libc.so.6"],
  ownName: "x.so",
  versions: [["libc.so.6", ["GLIBC_2.2.5", "GLIBC_2.28"]]],
  notes: [{ owner: "GNU", type: 1, words: [0, 3, 2, 0] }],
  symbols: names.map((name) => ({ name, code: addonCode })),
  armAttributes: [0x41, 17, 0, 0, 0, 0x61, 0x65, 0x61, 0x62, 0x69, 0, 1, 7, 0, 0, 0, 6, 10],
  sectionTypes: [2],
} as const;
const peParts = {
  isDll: true,
  imports: [{ library: "KERNEL32.dll", names: ["Sleep"] }],
  delayImports: [{ library: "node.exe", names: ["napi_module_register"] }],
  exports: names.map((name) => ({ name, code: addonCode })),
  certificateBytes: 16,
  hybridPointer: 0,
};
const macParts = {
  fileType: 8,
  libraries: [[0xc, "/usr/lib/libc++.1.dylib"]],
  build: [1, 0x000d0500],
  symbols: names.map((name) => ({ name: `_${name}`, code: addonCode })),
  isSigned: true,
} as const;

/** One file of every layout, with all that a parser looks at. */
const files: Readonly<Record<string, Uint8Array>> = {
  "64-bit ELF": elfFile({ ...elfParts, hash: "gnu" }),
  "64-bit big-endian ELF": elfFile({ ...elfParts, isLittleEndian: false, machine: 22, hash: "sysv" }),
  "32-bit ARM ELF": elfFile({ ...elfParts, bits: 32, machine: 40, hash: "both" }),
  PE32: peFile({ ...peParts, bits: 32, machine: 332 }),
  "PE32+": peFile(peParts),
  "64-bit Mach-O": machOFile(macParts),
  "32-bit Mach-O": machOFile({ ...macParts, bits: 32, cpuType: 7 }),
  "universal Mach-O": universalFile([{ cpuType: 0x0100000c, bytes: machOFile(macParts) }]),
  "64-bit XCOFF": xcoffFile({ imports: [["", "libc.a", "shr_64.o"]] }),
  "32-bit XCOFF": xcoffFile({ bits: 32, imports: [["", "libc.a", "shr.o"]] }),
};

/** Numbers that headers break on: bounds, signs, and all ones. */
const hostile = [0, 1, 0x80, 0xff];

/** Inspects hostile bytes: they may only be refused with an error of this package, and soon. */
function survives(bytes: Uint8Array): void {
  const start = process.cpuUsage();
  try {
    inspectBytes(bytes);
  } catch (error) {
    if (!(error instanceof ExecutableError)) throw error;
    expect(error.code).toMatch(/^ERR_EXECUTABLE_(MALFORMED|UNKNOWN_FORMAT)$/);
  }
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(10_000);
}

describe.each(Object.entries(files))("parseExecutable() on %s", (_name, file) => {
  it("reads the sound file", () => {
    expect(inspectBytes(file)).toMatchObject({ os: expect.not.stringMatching("unknown") });
  });

  it("survives every byte of the headers set to every hostile value", () => {
    for (let at = 0; at < Math.min(file.length, 2048); at += 1) {
      for (const value of hostile) {
        const copy = file.slice();
        copy[at] = value;
        survives(copy);
      }
    }
  });

  it("survives words and runs of bytes set at random", () => {
    const change = fc.record({
      at: fc.nat(file.length - 1),
      bytes: fc.oneof(
        fc.uint8Array({ minLength: 1, maxLength: 8 }),
        fc.constantFrom(new Uint8Array(4).fill(0xff), new Uint8Array(8).fill(0xff), new Uint8Array(8)),
      ),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const copy = file.slice();
        for (const { at, bytes } of changes) copy.set(bytes.subarray(0, copy.length - at), at);
        survives(copy);
      }),
      { numRuns: 1000 },
    );
  });

  it("refuses or reads every beginning of the file, and never fails otherwise", () => {
    for (let length = 0; length < file.length; length += 1) survives(file.subarray(0, length));
  });
});

describe("parseExecutable()", () => {
  it.each([
    ["a script", "#!/bin/sh\nexec node\n", "it is a script for /bin/sh"],
    ["a page", "<html><body>Blocked by proxy</body></html>", "it is an HTML page"],
    ["MZ and nothing else", "MZ", "damaged"],
    ["an ELF magic and nothing else", "\x7fELF", "damaged"],
  ])("refuses %s", (_title, text, why) => {
    expect(() => inspectBytes(new TextEncoder().encode(text), "node")).toThrow(why);
  });

  it("says of an MS-DOS program what it is", () => {
    const program = new Uint8Array(128);
    program.set([0x4d, 0x5a]);
    expect(() => inspectBytes(program, "node.exe")).toThrow(
      expect.objectContaining({
        code: "ERR_EXECUTABLE_UNKNOWN_FORMAT",
        message: "node.exe is no executable: it is an MS-DOS program",
      }),
    );
  });

  it("survives bytes at random behind every magic", () => {
    const magics = [
      "7f454c46",
      "4d5a",
      "cffaedfe",
      "cefaedfe",
      "feedfacf",
      "feedface",
      "cafebabe",
      "cafebabf",
      "01f7",
      "01df",
    ];
    const magic = fc.constantFrom(...magics.map((hex) => Buffer.from(hex, "hex")));
    fc.assert(
      fc.property(magic, fc.uint8Array({ maxLength: 600 }), (head, tail) => {
        survives(Uint8Array.from([...head, ...tail]));
      }),
      { numRuns: 2000 },
    );
  });
});
