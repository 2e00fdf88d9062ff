import { describe, expect, it } from "vitest";
import { type Announcement, mergeRelease } from "../src/merge-release.js";
import { now } from "./support/fixtures.js";

const name = "node-v24.1.0-linux-x64-musl.tar.gz";

function announcement(digit: string, more: Partial<Announcement> = {}): Announcement {
  const build = { recipe: { name: "musl" }, invocation: "1", coreVersion: "0.1.0" };
  return {
    release: {
      version: "v24.1.0",
      date: "2026-11-19",
      lts: false,
      security: false,
      components: { v8: "13" },
    },
    artifacts: [{ fileName: name, sha256: digit.repeat(64), sizeBytes: 1, build }],
    ...more,
  };
}

describe("mergeRelease", () => {
  it("keeps day and components as they were first said, and learns of LTS and security", () => {
    const first = mergeRelease(undefined, announcement("a"), now()).record;
    const release = {
      version: "v24.1.0",
      date: "2027-01-01",
      lts: "Krypton",
      security: true,
      components: { v8: "14", uv: "1" },
    };
    const { record } = mergeRelease(first, announcement("a", { release }), now());
    expect(record).toMatchObject({
      date: "2026-11-19",
      lts: "Krypton",
      security: true,
      components: { v8: "13", uv: "1" },
    });
  });

  it("tells new, same and other bytes apart", () => {
    const first = mergeRelease(undefined, announcement("a"), now());
    expect(first).toMatchObject({ added: [name], unchanged: [], replaced: [] });
    expect(mergeRelease(first.record, announcement("a"), now())).toMatchObject({
      changed: [],
      unchanged: [name],
    });
    expect(() => mergeRelease(first.record, announcement("b"), now())).toThrow(
      expect.objectContaining({ code: "ERR_PUBLISH_CONFLICT" }),
    );
    const replace = { by: "ada", reason: "broken" };
    expect(mergeRelease(first.record, announcement("b", { replace }), now())).toMatchObject({
      replaced: [name],
    });
    expect(mergeRelease(first.record, announcement("b", { revision: 2 }), now()).added).toEqual([
      `r2/${name}`,
    ]);
  });
});
