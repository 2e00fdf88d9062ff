import { describe, expect, test } from "vitest";
import {
  formatPrebuildManifest,
  mergePrebuildManifests,
  type PrebuildManifest,
  parsePrebuildManifest,
} from "../../src/integrity/prebuild-manifest.js";
import { manifestEntry, prebuildManifest } from "../support/manifest.js";

const parse = (change: object | string): PrebuildManifest =>
  parsePrebuildManifest(
    typeof change === "string" ? change : JSON.stringify({ ...prebuildManifest(), ...change }),
    "prebuilds.json",
  );

describe("parsePrebuildManifest()", () => {
  test("reads what formatPrebuildManifest() wrote", () => {
    const manifest = prebuildManifest();
    expect(parsePrebuildManifest(formatPrebuildManifest(manifest), "x")).toEqual(manifest);
  });

  test("passes over what it does not know", () => {
    expect(parse({ later: 1 })).toEqual(prebuildManifest());
  });

  test.each<[string, object | string]>([
    ["nothing", ""],
    ["a page", "<!doctype html>"],
    ["text", "sha256"],
    ["a list", "[]"],
    ["another schema", { schema: 2 }],
    ["no name", { name: undefined }],
    ["a name with an escape sequence", { name: "a\u001b[2J" }],
    ["no prebuilds", { prebuilds: undefined }],
    ["a digest that is none", { prebuilds: [manifestEntry({ sha256: "abc" })] }],
    ["a digest in capitals", { prebuilds: [manifestEntry({ sha256: "A".repeat(64) })] }],
    ["a size below zero", { prebuilds: [manifestEntry({ sizeBytes: -1 })] }],
    ["a file above", { prebuilds: [manifestEntry({ file: "../a.tar.gz" })] }],
    ["an absolute file", { prebuilds: [manifestEntry({ file: "/a.tar.gz" })] }],
    ["an addon above", { prebuilds: [manifestEntry({ addon: "a/../../b.node" })] }],
    ["an ABI in words", { prebuilds: [{ ...manifestEntry(), nodeAbi: "115" }] }],
    ["a floor that is no version", { prebuilds: [manifestEntry({ glibcFloor: "new" })] }],
    ["one file twice", { prebuilds: [manifestEntry(), manifestEntry()] }],
  ])("refuses %s", (_title, change) => {
    expect(() => parse(change)).toThrow(
      expect.objectContaining({ code: "ERR_PREBUILD_MANIFEST", hint: expect.any(String) }),
    );
  });
});

describe("mergePrebuildManifests()", () => {
  const one = prebuildManifest({ prebuilds: [manifestEntry({ file: "b.tar.gz" })] });
  const other = prebuildManifest({ prebuilds: [manifestEntry({ file: "a.tar.gz" })] });

  test("sorts the prebuilds of all", () => {
    const merged = mergePrebuildManifests([one, other, one]);
    expect(merged.prebuilds.map(({ file }) => file)).toEqual(["a.tar.gz", "b.tar.gz"]);
  });

  test("refuses another version, another package, and two files of one name", () => {
    const entry = manifestEntry({ file: "b.tar.gz", sha256: "1".repeat(64) });
    const changed = prebuildManifest({ prebuilds: [entry] });
    for (const wrong of [{ ...one, version: "1.2.4" }, { ...one, name: "other" }, changed]) {
      expect(() => mergePrebuildManifests([one, wrong])).toThrow(
        expect.objectContaining({ code: "ERR_PREBUILD_MANIFEST" }),
      );
    }
    expect(() => mergePrebuildManifests([])).toThrow(TypeError);
  });
});
