import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EntrySink, type RawEntry } from "../../src/unpack/entry-sink.js";
import type { ArchiveEntry, UnpackOptions } from "../../src/unpack/types.js";
import { thrown } from "../helpers/errors.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

const file = (name: string): RawEntry => ({ name, type: "file", sizeBytes: 3, mode: 0o644, linkName: "" });

function sink(
  options: Partial<UnpackOptions> = {},
): EntrySink & { readonly root: string; add(entry: RawEntry): void } {
  const root = temporaryDirectory();
  const made = new EntrySink("a.tar", { into: root, ...options });
  return Object.assign(made, {
    root,
    add: (entry: RawEntry) => {
      made.entry(entry);
      made.data(Buffer.from("xyz"), 0, 3);
      made.endEntry();
    },
  });
}

describe("EntrySink", () => {
  test("strips leading components and skips what has no more", () => {
    const entries = sink({ stripComponents: 2 });
    entries.add(file("a/b/c/d"));
    entries.add(file("a/b"));
    entries.add({ ...file("a/b/link"), type: "hardlink", linkName: "a/b/c/d" });
    expect(readdirSync(entries.root).sort()).toEqual(["c", "link"]);
    expect(entries.finish()).toMatchObject({
      entries: 2,
      files: 1,
      hardlinks: 1,
      skipped: 1,
      unpackedBytes: 3,
    });
  });

  test("does not make a bad path good by stripping it", () => {
    thrown(() => sink({ stripComponents: 1 }).add(file("../evil")), "ERR_ARTIFACT_UNSAFE_ENTRY");
  });

  test("leaves out what the filter says, with its data, and reports what it wrote", () => {
    const seen: ArchiveEntry[] = [];
    const entries = sink({
      filter: ({ path }) => path.startsWith("bin/"),
      onEntry: (entry) => seen.push(entry),
    });
    entries.add(file("README"));
    entries.add(file("bin/node"));
    expect(existsSync(join(entries.root, "README"))).toBe(false);
    expect(readFileSync(join(entries.root, "bin/node"), "utf8")).toBe("xyz");
    expect(seen).toEqual([
      { path: "bin/node", type: "file", sizeBytes: 3, mode: 0o644, linkTarget: undefined },
    ]);
    expect(entries.finish()).toMatchObject({ entries: 1, skipped: 1, unpackedBytes: 3 });
  });

  test("refuses what is unsafe though the filter would leave it out", () => {
    const entries = sink({ filter: () => false });
    thrown(() => entries.add(file("/evil")), "ERR_ARTIFACT_UNSAFE_ENTRY");
    thrown(() => entries.add({ ...file("pipe"), type: "other" }), "ERR_ARTIFACT_UNSAFE_ENTRY");
  });

  test("refuses a hardlink to what was left out, or lies above the stripped root", () => {
    const entries = sink({ stripComponents: 1, filter: ({ path }) => path !== "secret" });
    entries.add(file("a/secret"));
    for (const linkName of ["a/secret", "a", "../x", "/etc/passwd"]) {
      thrown(
        () => entries.add({ ...file("a/link"), type: "hardlink", linkName }),
        "ERR_ARTIFACT_UNSAFE_ENTRY",
      );
    }
  });

  test("names a link's own trouble apart from its target's", () => {
    const link: RawEntry = { ...file("link"), type: "hardlink", linkName: "/etc/passwd" };
    const error = thrown(() => sink().add(link), "ERR_ARTIFACT_UNSAFE_ENTRY");
    expect(error.message).toContain("links to a file that has an absolute path");
  });

  test("counts limits for what is skipped, too", () => {
    const entries = sink({ limits: { entries: 1 }, filter: () => false });
    entries.add(file("a"));
    thrown(() => entries.add(file("b")), "ERR_ARTIFACT_LIMIT");
  });

  test("has Windows' rules for names where the archive is for Windows", () => {
    thrown(() => sink({ platform: "win32" }).add(file("nul.txt")), "ERR_ARTIFACT_UNSAFE_ENTRY");
  });
});
