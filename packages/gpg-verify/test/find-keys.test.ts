import { expect, test } from "vitest";
import { createKeyring } from "../src/create-keyring.js";
import { findKeys, publicKeyOf } from "../src/find-keys.js";
import { forgeCertificate, forgeKey } from "./support/forge.js";

const primary = forgeKey();
const subkey = forgeKey("rsa1024");
const keyring = createKeyring([
  forgeCertificate(primary, { subkeys: [{ key: subkey }] }),
  forgeCertificate(forgeKey()),
]);

test.each([
  { by: "fingerprint", of: "a primary key", wanted: primary.fingerprint, found: primary },
  { by: "key id", of: "a primary key", wanted: primary.keyId, found: primary },
  { by: "fingerprint", of: "a subkey", wanted: subkey.fingerprint, found: subkey },
  { by: "key id", of: "a subkey", wanted: subkey.keyId, found: subkey },
])("findKeys() finds $of by its $by, with its primary key", ({ wanted, found }) => {
  const [only, ...others] = findKeys(keyring, wanted);
  expect(others).toEqual([]);
  expect(only?.key.fingerprint).toBe(found.fingerprint);
  expect(only?.publicKey.fingerprint).toBe(found.fingerprint);
  expect(only?.entry.fingerprint).toBe(primary.fingerprint);
});

test("findKeys() finds no key by a fingerprint that only ends like its", () => {
  expect(findKeys(keyring, `${"0".repeat(24)}${primary.keyId}`)).toEqual([]);
});

test("findKeys() finds every key that shares a key id", () => {
  const [entry] = keyring.keys;
  if (entry === undefined) throw new Error("no entry");
  const twin = { ...keyring, keys: [entry, { ...entry, signer: "twin" }] };
  expect(findKeys(twin, primary.keyId).map((found) => found.entry.signer)).toEqual([entry.signer, "twin"]);
});

test("publicKeyOf() refuses a row whose packet is another key or says something else of it", () => {
  const [entry, other] = keyring.keys;
  if (entry === undefined || other === undefined) throw new Error("no entry");
  const expected: unknown = expect.objectContaining({ code: "ERR_GPG_KEYRING" });
  expect(() => publicKeyOf({ ...entry, packet: other.packet })).toThrow(expected);
  expect(() => publicKeyOf({ ...entry, createdAt: "2020-01-01T00:00:00Z" })).toThrow(expected);
  expect(() => publicKeyOf({ ...entry, algorithm: "rsa4096" })).toThrow(expected);
  expect(() => publicKeyOf({ ...entry, packet: "AAAA" })).toThrow(expected);
});
