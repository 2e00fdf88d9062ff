import { expect, test } from "vitest";
import { curveByOid } from "../src/algorithms.js";

test.each([
  ["2b06010401da470f01", "ed25519"],
  ["2a8648ce3d030107", "nistp256"],
  ["2b81040022", "nistp384"],
  ["2b81040023", "nistp521"],
  ["2b8104000a", undefined],
])("curveByOid(%s) is %s (RFC 9580 §9.2)", (oid, name) => {
  expect(curveByOid(oid)?.name).toBe(name);
});
