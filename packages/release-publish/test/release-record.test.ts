import { describe, expect, it } from "vitest";
import { formatRecord, formatShasums, parseRecord, type ReleaseRecord } from "../src/release-record.js";

const artifact = {
  sha256: "a".repeat(64),
  sizeBytes: 1,
  revision: 1,
  promotedAt: "",
  recipe: "",
  job: "",
  coreVersion: "",
};
const record: ReleaseRecord = {
  version: "v1.0.0",
  date: "2026-01-01",
  lts: false,
  security: false,
  components: { v8: "1" },
  artifacts: ["b", "a"].map((fileName) => ({ ...artifact, fileName })),
  replaced: [],
};

describe("parseRecord", () => {
  it("reads what formatRecord writes, and nothing else", () => {
    expect(parseRecord(formatRecord(record), "x")).toEqual(record);
    for (const text of ["", "{}", "[]", JSON.stringify({ ...record, artifacts: [{}] })]) {
      expect(() => parseRecord(text, "x")).toThrow(expect.objectContaining({ code: "ERR_PUBLISH_TREE" }));
    }
  });
});

describe("formatShasums", () => {
  it("is sorted by name, two spaces between", () => {
    expect(formatShasums(record)).toBe(`${"a".repeat(64)}  a\n${"a".repeat(64)}  b\n`);
  });
});
