import { describe, expect, it } from "vitest";
import { formatIndexes, rowOf } from "../src/format-indexes.js";
import { mergeRelease } from "../src/merge-release.js";
import { now } from "./support/fixtures.js";

function recordOf(version: string, ...rest: readonly string[]) {
  const build = { recipe: { name: "musl" }, invocation: "1", coreVersion: "0.1.0" };
  const artifacts = rest.map((one) => ({
    fileName: `node-${version}-${one}`,
    sha256: "a".repeat(64),
    sizeBytes: 1,
    build,
  }));
  const release = { version, date: "2026-11-19", lts: "Krypton", security: true, components: {} };
  return mergeRelease(undefined, { release, artifacts }, now()).record;
}

describe("rowOf", () => {
  it("has a token for each build, made from the .tar.gz", () => {
    const record = recordOf(
      "v24.1.0",
      "linux-x64-musl.tar.gz",
      "linux-x64-musl.tar.xz",
      "headers.tar.gz",
      "linux-arm64.tar.xz",
    );
    expect(rowOf(record).files).toEqual(["headers", "linux-x64-musl"]);
  });
});

describe("formatIndexes", () => {
  it("has the newest release first in all three", () => {
    const records = ["v9.0.0", "v24.1.0", "v10.2.0"].map((version) => recordOf(version, "headers.tar.gz"));
    const indexes = formatIndexes(records);
    expect(
      JSON.parse(indexes.get("index.json") ?? "").map(({ version }: { version: string }) => version),
    ).toEqual(["v24.1.0", "v10.2.0", "v9.0.0"]);
    expect(indexes.get("index.tab")?.split("\n")[1]).toBe(
      "v24.1.0\t2026-11-19\theaders\t-\t-\t-\t-\t-\t-\tKrypton\ttrue",
    );
    expect(JSON.parse(indexes.get("index.ndjson")?.split("\n")[0] ?? "")).toMatchObject({
      version: "v24.1.0",
      file: "v24.1.0/node-v24.1.0-headers.tar.gz",
      sha256: "a".repeat(64),
      provenance: "v24.1.0/node-v24.1.0-headers.tar.gz.intoto.jsonl",
    });
  });

  it("is an empty list for no releases", () => {
    expect([...formatIndexes([]).values()].map((text) => text.slice(0, 2))).toEqual(["[\n", "ve", ""]);
  });
});
