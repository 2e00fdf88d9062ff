import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createTreeStore } from "@nodewright/artifact-store";
import { expect, test } from "vitest";
import { keepPrefix, readKept, versionsOn } from "../src/kept-prefix.js";
import { treeKey } from "../src/tree-key.js";
import { nodeArchive, offerOf, urlPart } from "./support/offers.js";
import { scratch, writeFiles } from "./support/scratch.js";
import { linux, linuxArm } from "./support/targets.js";

const machine = { host: linux, glibcVersion: "2.36" };
const versions = { node: "24.1.0" };

async function kept(run: () => Promise<Record<string, string>>): Promise<{ note: string | undefined }> {
  const work = await scratch();
  const trees = createTreeStore({ root: join(work, "store") });
  const stage = join(work, "stage");
  await mkdir(stage);
  await writeFiles(stage, { "bin/node": "node" });
  const headers = { authorization: "Bearer secret" };
  const origin = { urls: ["https://example.com/a.tar.gz"] as const, headers };
  const offer = offerOf([urlPart(await nodeArchive(), "https://example.com/a.tar.gz", { origin })]);
  await keepPrefix(trees, stage, { offer, machine, running: run() });
  return { note: (await trees.find(treeKey(offer)))?.note };
}

test("a prefix is kept with what it was made of, without credentials, and what its node said where", async () => {
  const { note = "" } = await kept(async () => versions);
  const found = readKept({ note });
  expect(found?.offer).toMatchObject({ source: { name: "a test" }, release: { version: "v24.1.0" } });
  expect(found?.offer.parts[0].origin).toEqual({ urls: ["https://example.com/a.tar.gz"] });
  expect(note).not.toContain("secret");
  expect(versionsOn(found, machine)).toEqual(versions);
  expect(versionsOn(found, { ...machine, glibcVersion: "2.28" })).toBeUndefined();
  expect(versionsOn(found, { ...machine, host: linuxArm })).toBeUndefined();
});

test("one that does not run is not kept, and that is no failure here", async () => {
  expect(await kept(() => Promise.reject(new Error("it does not run")))).toEqual({ note: undefined });
});

test.each(["", "{", "null", "{}", '{"offer":{}}'])("a note that is %j is none", (note) => {
  expect(readKept({ note })).toBeUndefined();
});

test("evidence of a kind that is not known makes a note none", async () => {
  const { note = "" } = await kept(async () => versions);
  expect(readKept({ note: note.replaceAll("unsigned-shasums", "good-will") })).toBeUndefined();
});
