import { expect, test } from "vitest";
import { readManifest } from "../../src/integrity/manifest-schema.js";
import { manifestEntry, prebuildManifest } from "../support/manifest.js";

const failure = (value: unknown): string => {
  try {
    readManifest(value);
  } catch (error) {
    return String(error);
  }
  return "none";
};

test("readManifest() keeps every field that it knows", () => {
  const entry = {
    ...manifestEntry(),
    nodeAbi: 137,
    nodeApi: true as const,
    glibcFloor: "2.28",
    glibcxxFloor: "3.4.21",
    cxxabiFloor: "1.3.9",
  };
  const manifest = prebuildManifest({ prebuilds: [entry] });
  expect(readManifest({ ...manifest, later: 1 })).toEqual(manifest);
});

test("readManifest() says where a value is wrong", () => {
  expect(failure(null)).toBe("SchemaMismatch: it: is no object");
  expect(failure({ schema: 2 })).toBe("SchemaMismatch: schema: is not 1");
  expect(failure(prebuildManifest({ prebuilds: [manifestEntry({ sizeBytes: 0.5 })] }))).toBe(
    "SchemaMismatch: prebuilds.0.sizeBytes: is no whole number",
  );
  expect(failure(prebuildManifest({ prebuilds: [manifestEntry({ addon: "../a.node" })] }))).toBe(
    "SchemaMismatch: prebuilds.0.addon: is no relative path",
  );
  expect(failure({ ...prebuildManifest(), prebuilds: [{ ...manifestEntry(), files: [7] }] })).toBe(
    "SchemaMismatch: prebuilds.0.files.0: is no object",
  );
});
