import { describe, expect, it } from "vitest";
import { readPeHeader } from "../../src/pe/header.js";
import { type Resource, readResources } from "../../src/pe/resources.js";
import type { Extent, Parsing } from "../../src/reader.js";
import { parseWith } from "../support/parse-with.js";
import { peFile } from "../support/pe-file.js";

function* resourcesOf(extent: Extent): Parsing<Resource[]> {
  const header = yield* readPeHeader(extent);
  return header === undefined ? [] : yield* readResources(extent, header);
}

const read = (tree: Uint8Array): Resource[] => parseWith(peFile({ resources: () => tree }), resourcesOf);
describe("readResources()", () => {
  const words = (...values: readonly number[]): Uint8Array => new Uint8Array(Uint32Array.from(values).buffer);

  /** Directories of 100, each of whose entries leads to the same next one. */
  const directory = (target: number): number[] => [
    0,
    0,
    0,
    100 << 16,
    ...Array.from({ length: 100 }, () => [1, target]).flat(),
  ];
  const million = words(...directory(0x80000000 + 816), ...directory(0x80000000 + 1632), ...directory(0));

  it("finds none where there is no tree", () => {
    expect(parseWith(peFile(), resourcesOf)).toEqual([]);
  });

  it.each<readonly [what: string, tree: Uint8Array, message: string]>([
    ["that ends after its types", words(0, 0, 0, 0x10000, 3, 8), "not three levels deep"],
    ["with a fourth level", words(0, 0, 0, 0x10000, 3, 0x80000000), "more than three levels deep"],
    ["that leaves the file", words(0, 0, 0, 0x10000, 3, 0x8fffffff), "the resources should end at"],
    ["of a million, over and over", million, "its resources have no end"],
    ["with a name of kilobytes", words(0, 0, 0, 1, 0x80000018, 0x80000000, 0xffff), "has 65535 letters"],
  ])("refuses a tree %s", (_what, tree, message) => {
    expect(() => read(tree)).toThrow(
      expect.objectContaining({
        code: "ERR_EXECUTABLE_MALFORMED",
        message: expect.stringContaining(message),
      }),
    );
  });
});
