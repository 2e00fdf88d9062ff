import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readPackage, textsOf } from "../../src/locate/read-package.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

test("readPackage() reads a package.json, or says why not", async () => {
  const root = temporaryDirectory();
  await expect(readPackage(root)).rejects.toMatchObject({ code: "ERR_PREBUILD_CONFIG" });
  for (const text of ["", "null", "7", "{"]) {
    writeFileSync(join(root, "package.json"), text);
    await expect(readPackage(root)).rejects.toMatchObject({ code: "ERR_PREBUILD_CONFIG" });
  }
  writeFileSync(join(root, "package.json"), '{"name":"a"}');
  expect(await readPackage(root)).toEqual({ name: "a" });
});

test("textsOf() keeps texts", () => {
  expect(textsOf({ a: "1", b: 2, c: null })).toEqual({ a: "1" });
  expect([textsOf(null), textsOf("text"), textsOf(undefined)]).toEqual([{}, {}, {}]);
});
