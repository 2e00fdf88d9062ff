import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { strongestDigest } from "../../src/npm/integrity.js";

const of = (algorithm: string, text = "x"): string =>
  `${algorithm}-${createHash(algorithm).update(text).digest("base64")}`;

test.each([
  [of("sha512"), "sha512", of("sha512")],
  [of("sha384"), "sha384", of("sha384")],
  [of("sha256"), "sha256", of("sha256")],
  [`${of("sha1")} ${of("sha256")} ${of("sha512")}`, "sha512", of("sha512")],
  [`${of("sha512", "a")}  ${of("sha512", "b")}\n`, "sha512", `${of("sha512", "a")} ${of("sha512", "b")}`],
  [`${of("sha512")}?opt=1`, "sha512", of("sha512")],
  [`sha512-short ${of("sha256")}`, "sha256", of("sha256")],
  [`\u001b[31m ${of("sha512")}`, "sha512", of("sha512")],
])("strongestDigest(%j) is of %s", (integrity, algorithm, digest) => {
  expect(strongestDigest(integrity)).toEqual({ algorithm, digest });
});

test.each([
  "",
  of("sha1"),
  of("md5"),
  "sha512-",
  "sha512-AAAA",
  `x${of("sha512")}`,
  of("sha512").replace("sha512", "SHA512"),
  of("sha256").replace("sha256", "sha512"),
  `sha512-${"!".repeat(88)}`,
])("strongestDigest(%j) is none", (integrity) => {
  expect(strongestDigest(integrity)).toBeUndefined();
});
