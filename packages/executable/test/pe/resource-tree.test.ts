import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPeHeader } from "../../src/pe/header.js";
import { writeResourceTree } from "../../src/pe/resource-tree.js";
import { type Resource, readResources } from "../../src/pe/resources.js";
import type { Extent, Parsing } from "../../src/reader.js";
import { parseWith } from "../support/parse-with.js";
import { peFile } from "../support/pe-file.js";

function* resourcesOf(extent: Extent): Parsing<Resource[]> {
  const header = yield* readPeHeader(extent);
  return header === undefined ? [] : yield* readResources(extent, header);
}

const read = (tree: Uint8Array): Resource[] => parseWith(peFile({ resources: () => tree }), resourcesOf);
const key = fc.oneof(fc.integer({ min: 1, max: 70_000 }), fc.stringMatching(/^[A-Z_0-9]{1,8}$/));
const resource = fc.record({
  type: key,
  name: key,
  language: fc.nat(0xffff),
  address: fc.nat(0xffff_ffff),
  sizeBytes: fc.nat(0xffff_ffff),
  codePage: fc.nat(0xffff_ffff),
});
const keyOf = ({ type, name, language }: Resource): string => JSON.stringify([type, name, language]);

describe("writeResourceTree()", () => {
  it("writes every tree so that it is read again, whatever the order", () => {
    fc.assert(
      fc.property(fc.uniqueArray(resource, { selector: keyOf, maxLength: 30 }), (resources) => {
        const found = read(writeResourceTree(resources, 0));
        expect(new Set(found.map(keyOf)).size).toBe(resources.length);
        const byKey = new Map(found.map((one) => [keyOf(one), one]));
        for (const one of resources) expect(byKey.get(keyOf(one))).toEqual(one);
        expect(writeResourceTree([...resources].reverse(), 0)).toEqual(writeResourceTree(resources, 0));
      }),
    );
  });

  it("counts the address of what is added from its own", () => {
    const added = { type: 10, name: "N", language: 0, offset: 0x40, sizeBytes: 3, codePage: 0 };
    expect(read(writeResourceTree([added], 0x7000))[0]?.address).toBe(0x7040);
  });

  it("puts names first, in the order that Windows searches by halves", () => {
    const one = { language: 0, address: 0, sizeBytes: 0, codePage: 0, name: 1 };
    const types = [5, "B", 3, "A_", "AB"].map((type) => ({ ...one, type }));
    expect(read(writeResourceTree(types, 0)).map(({ type }) => type)).toEqual(["AB", "A_", "B", 3, 5]);
  });
});
