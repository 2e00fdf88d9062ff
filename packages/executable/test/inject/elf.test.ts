import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readElfHeader, SEGMENT_LOAD, SEGMENT_NOTE } from "../../src/elf/header.js";
import { ExecutableError } from "../../src/errors.js";
import { planElf } from "../../src/inject/elf.js";
import { openApplication } from "../../src/inject/open-application.js";
import { inspectBytes } from "../../src/inspect-bytes.js";
import type { ElfOptions } from "../support/elf-file.js";
import { makeOf } from "../support/made.js";
import { elfNode, fuseOffsetIn } from "../support/node-like.js";
import { parseWith } from "../support/parse-with.js";
import { bytesOf, utf8 } from "../support/sea.js";

const content = { main: utf8("application"), codePath: "a.js" };
const request = { blobBytes: 1000, stripSymbols: false };

/** s390x, 32-bit ARM, SPARC, and the rest. */
const kinds: readonly ElfOptions[] = [
  {},
  { machine: 183 },
  { bits: 32, machine: 40 },
  { machine: 22, isLittleEndian: false },
  { bits: 32, machine: 2, isLittleEndian: false },
];

describe("inject() into an ELF file", () => {
  it.each(kinds)("adds a loaded note, and leaves the rest where it is: %o", async (options) => {
    const base = elfNode(options);
    await using made = await makeOf(base, { content });
    const header = parseWith(made.bytes, readElfHeader);
    const old = parseWith(base, readElfHeader);
    const page = { 40: 65536, 183: 65536, 2: 8192 }[header.machine] ?? 4096;
    const [load, note] = header.segments.slice(-2);
    expect(header.segments.slice(0, -2)).toEqual(old.segments);
    expect(load).toMatchObject({ type: SEGMENT_LOAD, alignment: page });
    expect(note).toMatchObject({ type: SEGMENT_NOTE, alignment: 4 });
    expect((load?.offset ?? 1) % page).toBe(0);
    expect((load?.address ?? 0) - (load?.offset ?? 0)).toBe(0x10000);
    expect(load?.offset).toBe(header.segmentTable.offset);
    expect(header.sections).toEqual(old.sections);

    const same = made.bytes.slice(0, base.length);
    expect(same[fuseOffsetIn(base)]).toBe(0x31);
    same[fuseOffsetIn(base)] = 0x30;
    const headBytes = header.bits === 64 ? 64 : 52;
    expect(Buffer.compare(same.subarray(headBytes), base.subarray(headBytes))).toBe(0);
    expect({ ...inspectBytes(made.bytes) }).toEqual(inspectBytes(base));

    const { blob, content: found } = await openApplication(made.path);
    expect(await bytesOf(found.main)).toEqual(content.main);
    expect(blob.offset % 16).toBe(0);
  });

  it("keeps clear of memory that the program uses without bytes in the file", () => {
    const file = elfNode();
    new DataView(file.buffer).setBigUint64(64 + 40, 0x500000n, true);
    const { patches, blobOffset } = parseWith(file, (extent) => planElf(extent, request));
    expect(patches.some(({ offset }) => offset === 0x500000)).toBe(true);
    expect(blobOffset).toBeGreaterThan(0x500000);
  });

  it("drops what follows the last segment, sections with it, when symbols shall go", async () => {
    const base = elfNode({ symbols: [{ name: "a", code: [0xc3] }], sectionTypes: [2] });
    const trailing = Uint8Array.from([...base, ...new Uint8Array(100_000).fill(1)]);
    const { sizeBytes, keepBytes } = parseWith(trailing, (extent) =>
      planElf(extent, { ...request, stripSymbols: true }),
    );
    expect(keepBytes).toBeLessThan(base.length);
    expect(sizeBytes).toBeLessThan(100_000);
    expect(parseWith(trailing, (extent) => planElf(extent, request)).keepBytes).toBe(trailing.length);
  });

  it("refuses a file with such a note, though its fuse is whole", async () => {
    const notes = [{ owner: "NODE_SEA_BLOB", type: 0, words: [1] }];
    await expect(makeOf(elfNode({ notes }), { content })).rejects.toMatchObject({
      code: "ERR_EXECUTABLE_ALREADY_INJECTED",
    });
  });

  it("refuses a blob that a note cannot be long enough for", () => {
    const plan = (blobBytes: number): unknown =>
      parseWith(elfNode(), (extent) => planElf(extent, { ...request, blobBytes }));
    expect(() => plan(2 ** 32)).toThrow("4294967296 bytes are too many for it");
    expect(() => plan(2 ** 32 - 1)).not.toThrow();
  });

  it("plans or refuses, whatever its headers say", () => {
    const file = elfNode({ notes: [{ owner: "GNU", type: 1, words: [0, 3, 2, 0] }] });
    const edits = fc.array(fc.tuple(fc.nat(500), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(edits, fc.boolean(), (changes, stripSymbols) => {
        const bytes = file.slice();
        for (const [at, value] of changes) bytes[at] = value;
        try {
          const layout = parseWith(bytes, (extent) => planElf(extent, { ...request, stripSymbols }));
          if (!Number.isSafeInteger(layout.sizeBytes) || layout.keepBytes > layout.sizeBytes) throw layout;
        } catch (error) {
          if (!(error instanceof ExecutableError)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });
});

const isOptional = !process.env.CI;
const hasReadelf = spawnSync("readelf", ["--version"]).status === 0;

describe.skipIf(isOptional && !hasReadelf)("readelf, of what was made (skipped where there is none)", () => {
  it.each(kinds)("finds the note and no fault: %o", async (options) => {
    await using made = await makeOf(elfNode({ ...options, hasSections: false }), { content });
    const { stdout, stderr } = spawnSync("readelf", ["--notes", "--segments", "--wide", made.path], {
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(stdout).toMatch(/NODE_SEA_BLOB\s+0x0000/);
  });
});
