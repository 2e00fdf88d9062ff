import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createTreeStore, type TreeStore } from "@nodewright/artifact-store";
import type { Evidence, ReleaseSource } from "@nodewright/release-source";
import { beforeEach, expect, test } from "vitest";
import { keepPrefix } from "../src/kept-prefix.js";
import { keptSource } from "../src/kept-source.js";
import { filePart, nodeArchive, offerOf, sourceOf } from "./support/offers.js";
import { scratch, writeFiles } from "./support/scratch.js";
import { linux, linuxArm } from "./support/targets.js";

let trees: TreeStore;

beforeEach(async () => {
  const work = await scratch();
  trees = createTreeStore({ root: join(work, "store") });
  await mkdir(join(work, "stage"));
  await writeFiles(join(work, "stage"), { "bin/node": "node" });
  const offer = offerOf([await filePart(await nodeArchive())]);
  const running = Promise.resolve({ node: "24.1.0" });
  await keepPrefix(trees, join(work, "stage"), { offer, machine: { host: linux }, running });
});

/** A source by the name of the one that made the kept prefix, which must not be asked. */
function maker(more: Partial<ReleaseSource> = {}): ReleaseSource {
  return { ...provingAnew(), accepts: () => true, ...more };
}

function provingAnew(): ReleaseSource {
  return sourceOf([], () => Promise.reject(new Error("nothing should be asked")));
}

test("a whole version that was kept is told of without asking its source", async () => {
  const seen: (readonly Evidence[])[] = [];
  const accepts = (evidence: readonly Evidence[]): boolean => seen.push(evidence) > 0;
  const unasked = maker({ name: "another", onRequest: "--source unofficial" });
  const question = { trees, target: linux, sources: [unasked, maker({ accepts }), maker({ name: "npm" })] };
  for (const spec of ["24.1.0", "v24.1.0"]) {
    const source = await keptSource({ ...question, spec });
    expect(source).toMatchObject({ kind: "directory", name: "a test" });
    expect((await source?.loadIndex(linux))?.rows.map(({ version }) => version)).toEqual(["v24.1.0"]);
  }
  expect(seen[0]).toMatchObject([{ kind: "unsigned-shasums" }]);
});

test.each([
  ["a word, which may mean another release tomorrow", { spec: "24" }],
  ["another version", { spec: "24.1.1" }],
  ["another target", { target: linuxArm }],
  ["another source", { sources: [maker({ name: "another" })] }],
  ["a source that comes after another", { sources: [maker({ name: "another" }), maker()] }],
  ["a source that would not accept its evidence today", { sources: [maker({ accepts: () => false })] }],
  ["a source that proves anew each time", { sources: [provingAnew()] }],
  ["a source that nobody asked for", { sources: [maker({ onRequest: "--source unofficial" })] }],
  ["no store", { trees: undefined }],
])("nothing is told for %s", async (_, more) => {
  const question = { trees, spec: "24.1.0", target: linux, sources: [maker()] };
  expect(await keptSource({ ...question, ...more })).toBeUndefined();
});
