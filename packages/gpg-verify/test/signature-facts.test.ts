import { expect, test } from "vitest";
import { findKeys } from "../src/find-keys.js";
import { keyWindow } from "../src/key-status.js";
import { claimsOf, factsOf } from "../src/signature-facts.js";
import { parseSignature } from "../src/signature-packet.js";
import { created, forgeKey, forgeSignature, SIGNED } from "./support/forge.js";
import { keyringOf } from "./support/lists.js";

const primary = forgeKey("rsa2048");
const subkey = forgeKey();
const signature = parseSignature(forgeSignature(subkey, Buffer.alloc(0), { hash: "sha512" }));

test("claimsOf() says what the signature says of itself", () => {
  const claims = { createdAt: "2024-01-02T00:00:00Z", hash: "sha512" };
  expect(claimsOf(signature)).toEqual({ ...claims, issuer: subkey.fingerprint });
  const old = forgeSignature(subkey, Buffer.alloc(0), { hash: "sha512", hashed: [created(SIGNED)] });
  expect(claimsOf(parseSignature(old))).toEqual({ ...claims, issuer: subkey.keyId });
});

test("factsOf() says who signed, with which key, and how it stood and stands", () => {
  const [found] = findKeys(
    keyringOf(primary, { subkeys: [{ key: subkey, lifetime: 3 * 86_400 }] }),
    subkey.fingerprint,
  );
  if (found === undefined) throw new Error("no key");
  expect(factsOf(signature, found, keyWindow(found), Date.UTC(2024, 5))).toEqual({
    keyFingerprint: subkey.fingerprint,
    primaryFingerprint: primary.fingerprint,
    signer: "Forged <forged@example.org>",
    createdAt: "2024-01-02T00:00:00Z",
    keyStatusNow: "expired",
    keyStatusAtSigning: "active",
    keyExpiresAt: "2024-01-04T00:00:00Z",
    keyAlgorithm: "ed25519",
    hash: "sha512",
  });
});
