import { createHash } from "node:crypto";
import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { forgetDigest, provenDigest } from "../../src/base/digest-record.js";
import { scratch } from "../support/scratch.js";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

function place(): { readonly file: string; readonly record: string } {
  const folder = scratch();
  return { file: join(folder, "node"), record: join(folder, "records", "node.json") };
}

it("a file that was changed is not what was proven, whatever its times say", async () => {
  const { file, record } = place();
  writeFileSync(file, "one");
  utimesSync(file, 1000, 1000);
  expect(await provenDigest(file, record)).toBe(sha256("one"));
  expect(await provenDigest(file, record)).toBe(sha256("one"));
  writeFileSync(file, "two");
  utimesSync(file, 1000, 1000);
  expect(await provenDigest(file, record)).toBeUndefined();
  await forgetDigest(record);
  expect(await provenDigest(file, record)).toBe(sha256("two"));
});

it("a file that was touched is read again and is what it was", async () => {
  const { file, record } = place();
  writeFileSync(file, "one");
  await provenDigest(file, record);
  utimesSync(file, 5, 5);
  expect(await provenDigest(file, record)).toBe(sha256("one"));
});
