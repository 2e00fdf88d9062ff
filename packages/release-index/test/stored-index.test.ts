import { expect, test } from "vitest";
import { decodeStored, encodeStored } from "../src/stored-index.js";

const stored = { url: "u", body: "[\n]\n", fetchedAt: 1, freshUntil: 2, etag: '"x"', lastModified: null };

test("decodeStored gives back what encodeStored wrote", () => {
  expect(decodeStored(encodeStored(stored), "u")).toStrictEqual(stored);
});

test.each([
  ["nothing", undefined],
  ["no JSON", "{"],
  ["null", "null"],
  ["an entry of another URL", encodeStored({ ...stored, url: "v" })],
  ["an entry of another format", encodeStored(stored).replace('"format":1', '"format":2')],
  ["an entry without a body", encodeStored(stored).replace("body", "corpse")],
  ["a time that is a text", encodeStored(stored).replace('"fetchedAt":1', '"fetchedAt":"1"')],
])("decodeStored is undefined for %s", (_title, text) => {
  expect(decodeStored(text, "u")).toBeUndefined();
});
