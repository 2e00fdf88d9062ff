import { chmodSync, mkdirSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { checkTemporaryDirectory, temporaryDirectory } from "../src/temporary.js";
import { makeScratch } from "./support/build.js";

test.each([
  [{}, "/tmp"],
  [{ TMPDIR: "" }, "/tmp"],
  [{ TMPDIR: "/x/" }, "/x"],
])("temporaryDirectory %j", (env, directory) => {
  expect(temporaryDirectory(env)).toBe(directory);
});

test("checkTemporaryDirectory makes the directory and leaves nothing in it", () => {
  const scratch = makeScratch();
  checkTemporaryDirectory(scratch.path("new/tmp"), "1");
  expect(readdirSync(scratch.path("new/tmp"))).toEqual([]);
});

test("checkTemporaryDirectory refuses what is no directory", () => {
  const file = makeScratch().write("file", "");
  expect(() => checkTemporaryDirectory(file, "1")).toThrow(
    expect.objectContaining({
      code: "ERR_BUILD_TMPDIR",
      message: `TMPDIR=${file} is set to a non-accessible location`,
    }),
  );
});

test.skipIf(process.getuid?.() === 0)(
  "checkTemporaryDirectory refuses a read-only one (skipped as root)",
  () => {
    const scratch = makeScratch();
    mkdirSync(scratch.path("ro"));
    chmodSync(scratch.path("ro"), 0o555);
    expect(() => checkTemporaryDirectory(scratch.path("ro"), "1")).toThrow("non-accessible");
  },
);
