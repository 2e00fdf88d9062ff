import { expect, test } from "vitest";
import { fileError, isRecord } from "../../src/version-files/version-request.js";

test("fileError names the file and keeps hint and cause", () => {
  const cause = new Error("x");
  expect(fileError("a/.nvmrc", "it is empty", { cause, hint: "h" })).toMatchObject({
    code: "ERR_RELEASE_VERSION_FILE",
    message: "cannot read a/.nvmrc: it is empty",
    hint: "h",
    cause,
  });
});

test.each([
  [{}, true],
  [[], false],
  [null, false],
  ["x", false],
])("isRecord %j is %s", (value, expected) => {
  expect(isRecord(value)).toBe(expected);
});
