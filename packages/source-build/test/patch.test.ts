import { expect, test } from "vitest";
import { applyPatch } from "../src/patch.js";
import { makeContext, makeScratch } from "./support/build.js";

test("applyPatch leaves other packages alone, without reading anything", async () => {
  const scratch = makeScratch();
  scratch.stub("patch");
  await applyPatch(makeContext(scratch), "openssl-1", scratch.root);
  expect(scratch.calls()).toEqual([]);
});
