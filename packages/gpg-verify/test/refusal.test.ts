import { expect, test } from "vitest";
import { GpgError } from "../src/errors.js";
import { refusalOf } from "../src/refusal.js";

test.each([
  ["ERR_GPG_UNSIGNED", "unsigned", "input-form"],
  ["ERR_GPG_MALFORMED", "malformed", "input-form"],
  ["ERR_GPG_UNSUPPORTED", "unsupported", "signature-form"],
  ["ERR_GPG_SHASUMS", "malformed", "list-form"],
] as const)("refusalOf() turns %s into %s", (code, verdict, rule) => {
  expect(refusalOf(new GpgError(code, "Why", { hint: "What next." }))).toEqual({
    verdict,
    rule,
    reason: "Why.",
    hint: "What next.",
  });
});

test("refusalOf() has no hint where the error has none", () => {
  expect(refusalOf(new GpgError("ERR_GPG_MALFORMED", "Why"))).not.toHaveProperty("hint");
});

test.each([
  new GpgError("ERR_GPG_KEYRING", "Broken"),
  new GpgError("ERR_GPG_KEY", "Broken"),
  new TypeError("bug"),
])("refusalOf() lets %s go on: no stranger's bytes caused it", (error) => {
  expect(() => refusalOf(error)).toThrow(error);
});
