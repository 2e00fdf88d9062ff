import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExecutableError } from "../../src/errors.js";
import type { InjectOptions } from "../../src/inject/inject.js";
import { openApplication } from "../../src/inject/open-application.js";
import { planPe } from "../../src/inject/pe.js";
import { inspectBytes } from "../../src/inspect-bytes.js";
import { DIRECTORY_RESOURCES, offsetOfRva, type PeHeader, readPeHeader } from "../../src/pe/header.js";
import { writeResourceTree } from "../../src/pe/resource-tree.js";
import { type Resource, readResources } from "../../src/pe/resources.js";
import type { Extent, Parsing } from "../../src/reader.js";
import { iconFile } from "../support/icon-file.js";
import { makeOf } from "../support/made.js";
import { fuseOffsetIn, nodeTexts, peNode } from "../support/node-like.js";
import { parseWith } from "../support/parse-with.js";
import type { PeOptions } from "../support/pe-file.js";
import { bytesOf, utf8 } from "../support/sea.js";

const content = { main: utf8("application"), codePath: "a.js" };
const options: Pick<InjectOptions, "content" | "windows"> = {
  content,
  windows: {
    icon: iconFile([utf8("small"), utf8("larger")]),
    version: { fileVersion: "1.2.3-beta", strings: { ProductName: "Prüfling" } },
  },
};
const request = {
  blobBytes: 1000,
  stripSymbols: false,
  removeSignature: false,
  resources: {},
};

const manifest = { type: 24, name: 1, language: 1033, sizeBytes: 3, codePage: 0 };
const oldIcon = { type: 3, name: 7, language: 1033, sizeBytes: 5, codePage: 0 };
const named = { type: "OWN", name: "Thing", language: 0, sizeBytes: 4, codePage: 0 };

/** A tree over resources that stand behind it: their bytes do not matter. */
const resources = (address: number): Uint8Array =>
  writeResourceTree(
    [manifest, oldIcon, named].map((one) => ({ ...one, address: address + 0x100 })),
    address,
  );

function* treeOf(extent: Extent): Parsing<{ readonly header: PeHeader; readonly tree: readonly Resource[] }> {
  const header = yield* readPeHeader(extent);
  if (header === undefined) throw new Error("no PE file");
  return { header, tree: yield* readResources(extent, header) };
}

const keys = (tree: readonly Resource[]): unknown[] =>
  tree.map(({ type, name, language }) => [type, name, language]);

describe("inject() into a PE file", () => {
  it.each<PeOptions>([{}, { bits: 32, machine: 332 }])(
    "adds a section with all resources: %o",
    async (kind) => {
      const base = peNode({ ...kind, resources });
      await using made = await makeOf(base, options);
      const { header, tree } = parseWith(made.bytes, treeOf);
      expect(keys(tree)).toEqual([
        ["OWN", "Thing", 0],
        [3, 1, 1033],
        [3, 2, 1033],
        [10, "NODE_SEA_BLOB", 0],
        [14, 1, 1033],
        [16, 1, 1033],
        [24, 1, 1033],
      ]);
      const old = parseWith(base, treeOf);
      expect(tree.find(({ type }) => type === 24)).toEqual(old.tree.find(({ type }) => type === 24));
      const [, own] = header.sections;
      expect(header.sections[0]).toEqual(old.header.sections[0]);
      expect(own?.address).toBe(0x4000);
      expect((own?.offset ?? 1) % 512).toBe(0);
      expect(header.directories[DIRECTORY_RESOURCES]?.address).toBe(own?.address);
      const small = tree.find(({ type, name }) => type === 3 && name === 1);
      const at = offsetOfRva(header, small?.address ?? 0) ?? 0;
      expect(made.bytes.subarray(at, at + 5)).toEqual(utf8("small"));
      expect(made.bytes[fuseOffsetIn(base)]).toBe(0x31);
      expect(inspectBytes(made.bytes)).toEqual(inspectBytes(base));
      const found = await openApplication(made.path);
      expect(await bytesOf(found.content.main)).toEqual(content.main);
      expect(found.blob.offset % 16).toBe(0);
    },
  );

  it("keeps the base's icon and version when none is given, and works without any resource", async () => {
    await using made = await makeOf(peNode({ resources }), { content });
    expect(keys(parseWith(made.bytes, treeOf).tree)).toContainEqual([3, 7, 1033]);
    await using bare = await makeOf(peNode(), { content });
    expect(keys(parseWith(bare.bytes, treeOf).tree)).toEqual([[10, "NODE_SEA_BLOB", 0]]);
  });

  it("refuses a signed base, and drops the signature when asked to", async () => {
    const base = peNode({ certificateBytes: 640 });
    await expect(makeOf(base, { content })).rejects.toMatchObject({
      code: "ERR_EXECUTABLE_SIGNED",
      message: expect.stringContaining(
        "is signed by its publisher (Authenticode), and any change makes that void",
      ),
      hint: 'ask for signature: "remove" to drop it, and sign the output',
    });
    await using made = await makeOf(base, { content, signature: "remove" });
    await using unsigned = await makeOf(peNode(), { content });
    expect(inspectBytes(made.bytes).isSigned).toBe(false);
    expect(made.bytes).toEqual(unsigned.bytes);
  });

  it("refuses a signature that is not the end of the file", () => {
    const base = Uint8Array.from([...peNode({ certificateBytes: 64 }), 1]);
    const plan = (): unknown =>
      parseWith(base, (extent) => planPe(extent, { ...request, removeSignature: true }));
    expect(plan).toThrow("its signature is not the end of it");
  });

  it("refuses headers without room for a section", () => {
    const base = peNode({ headerBytes: 0x80 + 24 + 240 + 60 });
    const plan = (): unknown => parseWith(base, (extent) => planPe(extent, request));
    expect(plan).toThrow("its headers have no room for one more section");
  });

  it("refuses an image past 2 GiB", () => {
    const plan = (blobBytes: number): unknown =>
      parseWith(peNode(), (extent) => planPe(extent, { ...request, blobBytes }));
    expect(() => plan(2 ** 31)).toThrow("2147483648 bytes are too many");
    expect(() => plan(2 ** 31 - 2 ** 20)).not.toThrow();
  });

  it("refuses a file that has such a resource, though its fuse is whole", async () => {
    const blob = { type: 10, name: "NODE_SEA_BLOB", language: 0, sizeBytes: 1, codePage: 0 };
    const base = peNode({ resources: (address) => writeResourceTree([{ ...blob, address }], address) });
    await expect(makeOf(base, { content })).rejects.toMatchObject({
      code: "ERR_EXECUTABLE_ALREADY_INJECTED",
    });
    await expect(makeOf(peNode({}, nodeTexts("1")), { content })).rejects.toMatchObject({
      code: "ERR_EXECUTABLE_ALREADY_INJECTED",
    });
  });

  it("plans or refuses, whatever its headers and resources say", () => {
    const file = peNode({ resources, certificateBytes: 64 });
    const edits = fc.array(
      fc.tuple(
        fc.oneof(fc.integer({ min: 0x80, max: 0x1c0 }), fc.integer({ min: 0x400, max: file.length - 1 })),
        fc.integer({ min: 0, max: 255 }),
      ),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(edits, (changes) => {
        const bytes = file.slice();
        for (const [at, value] of changes) bytes[at] = value;
        try {
          const layout = parseWith(bytes, (extent) => planPe(extent, { ...request, removeSignature: true }));
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
const has = (tool: string): boolean => spawnSync(tool, ["--version"]).status === 0;
const text = (tool: string, args: readonly string[]): string =>
  spawnSync(tool, args, { encoding: "utf8" }).stdout;

describe.skipIf(isOptional && !has("llvm-readobj"))(
  "llvm-readobj, of what was made (skipped where there is none)",
  () => {
    it("reads the resources, the texts in their encoding", async () => {
      await using made = await makeOf(peNode({ resources }), options);
      const found = text("llvm-readobj", ["--coff-resources", "--sections", made.path]);
      for (const name of ["Name: NODE_SEA_BLOB", "Type: OWN", "GROUP_ICON", "VERSIONINFO", "MANIFEST"]) {
        expect(found).toContain(name);
      }
      expect(found.replace(/^.*\|(.*)\|$|[\s\S]/gm, "$1").replaceAll(".", "")).toContain("Product");
    });
  },
);

describe.skipIf(isOptional && !has("osslsigncode"))(
  "osslsigncode, of what was made (skipped where there is none)",
  () => {
    it("computes the same checksum", async () => {
      for (const trailing of [0, 1, 2, 3]) {
        const longer = { main: new Uint8Array(70_000 + trailing).fill(0xfe) };
        await using made = await makeOf(peNode(), { content: longer });
        const found = text("osslsigncode", ["verify", made.path]);
        expect(found).toMatch(/PE checksum +: +[0-9A-F]{8}/);
        expect(found).not.toMatch(/mismatch|Calculated PE checksum/i);
      }
    });
  },
);
