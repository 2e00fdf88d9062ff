import { expect, test } from "vitest";
import { hashName } from "../src/hash-name.js";

test.each([
  [1, "md5"],
  [2, "sha1"],
  [3, "ripemd160"],
  [8, "sha256"],
  [9, "sha384"],
  [10, "sha512"],
  [11, "sha224"],
  [12, "sha3-256"],
  [14, "sha3-512"],
  [0, undefined],
  [13, undefined],
])("hashName(%i) is %s (RFC 9580 §9.5)", (id, name) => {
  expect(hashName(id)).toBe(name);
});
