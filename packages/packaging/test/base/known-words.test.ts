import { join } from "node:path";
import { expect, it } from "vitest";
import { openWords } from "../../src/base/known-words.js";
import { scratch } from "../support/scratch.js";

const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 20, hour));
const maxAgeMs = 2 * 60 * 60_000;

it("remembers for so long and no longer, and not what is yet to come", async () => {
  const file = join(scratch(), "new", "words.json");
  await openWords(file, { maxAgeMs, now: at(3) }).learn("24", "v24.1.0");
  await openWords(file, { maxAgeMs, now: at(4) }).learn("22", "v22.1.0");
  const ask = (hour: number): Promise<unknown> => openWords(file, { maxAgeMs, now: at(hour) }).version("24");
  expect(await Promise.all([2, 3, 4, 5].map(ask))).toEqual([undefined, "v24.1.0", "v24.1.0", undefined]);
});

it("a file that is no list of words says nothing", async () => {
  const file = join(scratch({ "words.json": "[1" }), "words.json");
  expect(await openWords(file, { maxAgeMs, now: at(1) }).version("24")).toBeUndefined();
});
