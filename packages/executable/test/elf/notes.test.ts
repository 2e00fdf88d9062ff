import { describe, expect, it } from "vitest";
import { readElfHeader } from "../../src/elf/header.js";
import { type NoteFacts, readNotes } from "../../src/elf/notes.js";
import type { Extent, Parsing } from "../../src/reader.js";
import { type ElfNote, type ElfOptions, elfFile } from "../support/elf-file.js";
import { parseWith } from "../support/parse-with.js";

function* notesOf(extent: Extent): Parsing<NoteFacts> {
  return yield* readNotes(extent, yield* readElfHeader(extent));
}

const facts = (notes: readonly ElfNote[], options: ElfOptions = {}): NoteFacts =>
  parseWith(elfFile({ ...options, notes }), notesOf);

describe("readNotes()", () => {
  it.each(["FreeBSD", "NetBSD", "OpenBSD", "DragonFly"])("takes a note of %s as the system's", (owner) => {
    expect(facts([{ owner, type: 1, words: [1400097] }])).toEqual({ os: owner.toLowerCase() });
  });

  it("takes a note of the NDK as Android's, and of OHOS as OpenHarmony's", () => {
    expect(facts([{ owner: "Android", type: 1, words: [24] }])).toEqual({ os: "android" });
    expect(facts([{ owner: "OHOS", type: 1, words: [9] }])).toEqual({ os: "openharmony" });
  });

  it.each([
    [0, "linux"],
    [1, "hurd"],
    [2, "sunos"],
    [3, "freebsd"],
  ])("reads system %d of a GNU ABI tag, and its lowest kernel", (system, os) => {
    const expected = { os, minimumOsVersion: "3.2.0" };
    const notes = [{ owner: "GNU", type: 1, words: [system, 3, 2, 0] }];
    expect(facts(notes)).toEqual(expected);
    expect(facts(notes, { bits: 32, isLittleEndian: false })).toEqual(expected);
  });

  it("passes over notes that name no system", () => {
    const notes = [
      { owner: "GNU", type: 3, words: [1, 2, 3, 4, 5] },
      { owner: "Go", type: 4, words: [7] },
      { owner: "stapsdt", type: 3, words: [] },
      { owner: "OpenBSD", type: 1, words: [0] },
    ];
    expect(facts(notes)).toEqual({ os: "openbsd" });
    expect(facts(notes.slice(0, 3))).toEqual({});
  });

  it("steps over descriptions that are padded to 8", () => {
    const notes = [
      { owner: "GNU", type: 5, words: [0xc0000002, 4, 3] },
      { owner: "GNU", type: 1, words: [0, 3, 2, 0] },
    ];
    expect(facts(notes, { noteAlignment: 8 })).toEqual({ os: "linux", minimumOsVersion: "3.2.0" });
  });

  it.each([
    ["a tag for an unknown system", [{ owner: "GNU", type: 1, words: [99, 1, 2, 3] }]],
    ["a tag that is too short", [{ owner: "GNU", type: 1, words: [0, 1] }]],
  ])("says nothing of %s", (_title, notes) => {
    expect(facts(notes)).toEqual({});
  });

  it("ends at a note whose name leaves its segment", () => {
    const file = elfFile({ notes: [{ owner: "FreeBSD", type: 1, words: [1] }] });
    const nameLengthAt =
      file.findIndex((_, i) => String.fromCharCode(...file.subarray(i, i + 7)) === "FreeBSD") - 12;
    file.set([0xff, 0xff, 0xff, 0xff], nameLengthAt);
    expect(parseWith(file, notesOf)).toEqual({});
  });
});
