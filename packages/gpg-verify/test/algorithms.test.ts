import { expect, test } from "vitest";
import { curveByOid, hashName } from "../src/algorithms.js";

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

test.each([
  ["2b06010401da470f01", "ed25519"],
  ["2a8648ce3d030107", "nistp256"],
  ["2b81040022", "nistp384"],
  ["2b81040023", "nistp521"],
  ["2b8104000a", undefined],
])("curveByOid(%s) is %s (RFC 9580 §9.2)", (oid, name) => {
  expect(curveByOid(oid)?.name).toBe(name);
});
