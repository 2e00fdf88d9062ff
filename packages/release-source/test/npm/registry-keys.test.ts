import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { npmRegistryKeys } from "../../src/npm/registry-keys.js";

/** A field of the SSH wire format (RFC 4251 §5): its length, then its bytes. */
function field(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

test.each(npmRegistryKeys)("npmRegistryKeys: $keyId is the SSH fingerprint of its key", ({ keyId, spki }) => {
  const point = Buffer.from(spki, "base64").subarray(-65);
  const key = Buffer.concat([
    field(Buffer.from("ecdsa-sha2-nistp256")),
    field(Buffer.from("nistp256")),
    field(point),
  ]);
  const digest = createHash("sha256").update(key).digest("base64");
  expect(`SHA256:${digest.replace(/=+$/, "")}`).toBe(keyId);
});
