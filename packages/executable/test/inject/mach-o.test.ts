import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExecutableError } from "../../src/errors.js";
import { planMachO } from "../../src/inject/mach-o.js";
import { openApplication } from "../../src/inject/open-application.js";
import { verifyMachOSignature } from "../../src/inject/verify-signature.js";
import { inspectBytes } from "../../src/inspect-bytes.js";
import { readMachHeader } from "../../src/mach-o/commands.js";
import type { MachProgramOptions } from "../support/mach-program.js";
import { makeOf } from "../support/made.js";
import { machNode, nodeTexts } from "../support/node-like.js";
import { parseWith } from "../support/parse-with.js";
import { bytesOf } from "../support/sea.js";

const ARM64 = 0x0100000c;
const X64 = 0x01000007;

const content = { main: new Uint8Array(40_000).fill(5), codePath: "a.js" };
const request = {
  blobBytes: 1000,
  stripSymbols: false,
  removeSignature: true,
  identifier: "test",
  hasSoundPages: false,
};

/** Link data longer than a page, whose bytes tell where they came from. */
const linkData = Uint8Array.from({ length: 13_000 }, (_, i) => i % 251);

interface Place {
  readonly type: number;
  readonly name: string;
  readonly numbers: readonly number[];
}

function placesOf(bytes: Uint8Array): Place[] {
  const { commands } = parseWith(bytes, readMachHeader) ?? { commands: [] };
  return commands.map(({ type, fields, bytes: own }) => ({
    type,
    name: type === 0x19 ? Buffer.from(own.subarray(8, 24)).toString("latin1").replace(/\0+$/, "") : "",
    numbers: type === 0x19 ? [24, 32, 40, 48].map((at) => fields.u64(at)) : [fields.u32(8), fields.u32(12)],
  }));
}

describe("inject() into a Mach-O file", () => {
  it.each<readonly [pageBytes: number, MachProgramOptions]>([
    [0x4000, { cpuType: ARM64 }],
    [0x1000, { cpuType: X64 }],
    [0x4000, { cpuType: ARM64, signature: "ad-hoc" }],
  ])("adds a segment of whole pages of %d bytes before the link data: %o", async (pageBytes, options) => {
    const base = machNode({ linkData, ...options });
    await using made = await makeOf(base, { content });
    const [before, after] = [placesOf(base), placesOf(made.bytes)];
    expect(after.map(({ name }) => name).filter(Boolean)).toEqual([
      "__PAGEZERO",
      "__TEXT",
      "NODE_SEA",
      "__LINKEDIT",
    ]);
    const of = (places: readonly Place[], name: string): readonly number[] =>
      places.find((one) => one.name === name)?.numbers ?? [];
    const [address = 0, , offset = 0] = of(before, "__LINKEDIT");
    const shift = Math.ceil((content.main.length + 40) / pageBytes) * pageBytes;
    expect(of(after, "NODE_SEA")).toEqual([address, shift, offset, shift]);
    const [movedTo, memory, at = 0, length = 0] = of(after, "__LINKEDIT");
    expect([movedTo, at]).toEqual([address + shift, offset + shift]);
    expect(at + length).toBe(made.bytes.length);
    expect(memory).toBe(Math.ceil(length / pageBytes) * pageBytes);
    expect(made.bytes.subarray(at, at + linkData.length)).toEqual(linkData);
    for (const type of [2, 0x80000034]) {
      const [old = 0] = before.find((one) => one.type === type)?.numbers ?? [];
      expect(after.find((one) => one.type === type)?.numbers[0]).toBe(old + shift);
    }
    expect(inspectBytes(made.bytes)).toEqual({ ...inspectBytes(base), isSigned: true });
    const { content: found } = await openApplication(made.path);
    expect(Buffer.compare(await bytesOf(found.main), content.main)).toBe(0);
  });

  it("refuses a base with a certificate, and drops it when asked to", async () => {
    const base = machNode({ signature: "certified" });
    await expect(makeOf(base, { content })).rejects.toMatchObject({ code: "ERR_EXECUTABLE_SIGNED" });
    await using made = await makeOf(base, { content, signature: "remove" });
    expect(await verifyMachOSignature(made.path)).toMatchObject({ isAdHoc: true, badPages: [] });
  });

  it("refuses a header without room, and a file that does not end with its link data", () => {
    const plan = (bytes: Uint8Array): unknown => parseWith(bytes, (extent) => planMachO(extent, request));
    expect(() => plan(machNode({ roomBytes: 152 + 15 }))).toThrow(
      "its header has no room for one more segment",
    );
    expect(() => plan(machNode({ roomBytes: 152 + 16 }))).not.toThrow();
    expect(() => plan(Uint8Array.from([...machNode(), 0]))).toThrow("__LINKEDIT is not the end of it");
  });

  it("refuses a file with such a segment, though its fuse is whole", async () => {
    for (const base of [machNode({ extraSegment: "NODE_SEA" }), machNode({}, nodeTexts("1"))]) {
      await expect(makeOf(base, { content })).rejects.toMatchObject({
        code: "ERR_EXECUTABLE_ALREADY_INJECTED",
      });
    }
  });

  it("refuses a file past 4 GiB", () => {
    const plan = (blobBytes: number): unknown =>
      parseWith(machNode(), (extent) => planMachO(extent, { ...request, blobBytes }));
    expect(() => plan(2 ** 32)).toThrow("4294967296 bytes are too many for it");
  });

  it.each<MachProgramOptions>([{}, { signature: "certified" }])(
    "plans or refuses, whatever its headers say: %o",
    (kind) => {
      const file = machNode({ linkData: linkData.subarray(0, 500), ...kind });
      const places = fc.oneof(fc.nat(500), fc.integer({ min: file.length - 600, max: file.length - 1 }));
      const edits = fc.array(fc.tuple(places, fc.integer({ min: 0, max: 255 })), {
        minLength: 1,
        maxLength: 8,
      });
      fc.assert(
        fc.property(edits, (changes) => {
          const bytes = file.slice();
          for (const [at, value] of changes) bytes[at] = value;
          try {
            const layout = parseWith(bytes, (extent) =>
              planMachO(extent, { ...request, hasSoundPages: true }),
            );
            if (!Number.isSafeInteger(layout.sizeBytes) || layout.keepBytes > layout.sizeBytes) throw layout;
          } catch (error) {
            if (!(error instanceof ExecutableError)) throw error;
          }
        }),
        { numRuns: 1000 },
      );
    },
  );
});

const isOptional = !process.env.CI;
const hasObjdump = spawnSync("llvm-objdump", ["--version"]).status === 0;

describe.skipIf(isOptional && !hasObjdump)(
  "llvm-objdump, of what was made (skipped where there is none)",
  () => {
    it.each([ARM64, X64])("reads the segment and finds no fault: CPU %d", async (cpuType) => {
      await using made = await makeOf(machNode({ cpuType, linkData: new Uint8Array(5000) }), { content });
      const { stdout, stderr } = spawnSync(
        "llvm-objdump",
        ["--private-headers", "--section-headers", made.path],
        {
          encoding: "utf8",
        },
      );
      expect(stderr).toBe("");
      expect(stdout).toMatch(/sectname __NODE_SEA_BLOB\n\s+segname NODE_SEA/);
      expect(stdout).not.toMatch(/past end of file|\?\?\?/);
    });
  },
);
