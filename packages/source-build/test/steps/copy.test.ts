import { expect, test } from "vitest";
import { copy } from "../../src/steps/copy.js";
import { makeContext, makeScratch } from "../support/build.js";

test("copy fills the prefix with the package", async () => {
  const scratch = makeScratch();
  scratch.write("pkg/bin/tool", "x", 0o755);
  await copy(makeContext(scratch), { packageName: "pkg", directory: scratch.path("pkg") });
  expect(scratch.read("prefix/bin/tool")).toBe("x");
});
