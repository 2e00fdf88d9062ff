import { describe, expect, it } from "vitest";
import { readElfHeader } from "../../src/elf/header.js";
import { findSeaNote } from "../../src/elf/sea-note.js";
import type { ByteRange, Extent, Parsing } from "../../src/reader.js";
import { type ElfNote, elfFile } from "../support/elf-file.js";
import { parseWith } from "../support/parse-with.js";

function* noteOf(extent: Extent): Parsing<ByteRange | undefined> {
  return yield* findSeaNote(extent, yield* readElfHeader(extent));
}

const note = { owner: "NODE_SEA_BLOB", type: 0, words: [0x11111111, 0x22222222] };
const other = { owner: "GNU", type: 1, words: [0] };

describe("findSeaNote()", () => {
  it.each<readonly [what: string, notes: readonly ElfNote[]]>([
    ["alone", [note]],
    ["behind others", [other, { owner: "x", type: 1, words: [] }, note]],
  ])("finds it %s", (_what, notes) => {
    const file = elfFile({ notes });
    const found = parseWith(file, noteOf);
    expect(found?.length).toBe(8);
    expect([...file.subarray(found?.offset, (found?.offset ?? 0) + 5)]).toEqual([
      0x11, 0x11, 0x11, 0x11, 0x22,
    ]);
  });

  it.each<readonly [what: string, notes: readonly ElfNote[]]>([
    ["no notes", []],
    ["other notes", [other]],
    ["an empty one, which Node.js passes over", [{ ...note, words: [] }]],
  ])("finds none among %s", (_what, notes) => {
    expect(parseWith(elfFile({ notes }), noteOf)).toBeUndefined();
  });

  it("gives up on notes without end", () => {
    const notes = Array.from({ length: 5000 }, () => other);
    expect(() => parseWith(elfFile({ notes }), noteOf)).toThrow("its notes have no end");
  });
});
