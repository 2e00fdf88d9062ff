import { readPrivateKey } from "openpgp";
import { expect, test } from "vitest";
import { createKeyring, generateSigningKey } from "../src/index.js";

const owner = { name: "Own Farm", email: "farm@example.org" };

test("generateSigningKey() makes an Ed25519 key of version 4 without subkeys", async () => {
  const key = await generateSigningKey({ ...owner, date: new Date("2024-01-01T00:00:00Z") });
  expect(createKeyring({ key: key.publicKey, fingerprint: key.fingerprint }).keys).toMatchObject([
    {
      signer: "Own Farm <farm@example.org>",
      status: "active",
      algorithm: "ed25519",
      createdAt: "2024-01-01T00:00:00Z",
      subkeys: [],
    },
  ]);
  expect(createKeyring(key.publicKey).keys[0]).not.toHaveProperty("expiresAt");
  expect(key.privateKey).toContain("PRIVATE KEY BLOCK");
  expect(key.revocationCertificate).toContain("PGP PUBLIC KEY BLOCK");
});

test("generateSigningKey() ends the key when told", async () => {
  const date = new Date("2024-01-01T00:00:00Z");
  const { publicKey } = await generateSigningKey({ ...owner, date, expiresInSeconds: 86_400 });
  expect(createKeyring(publicKey).keys[0]?.expiresAt).toBe("2024-01-02T00:00:00Z");
});

test("generateSigningKey() locks the private key alone", async () => {
  const { privateKey } = await generateSigningKey({ ...owner, passphrase: "secret" });
  expect((await readPrivateKey({ armoredKey: privateKey })).isDecrypted()).toBe(false);
});

test("generateSigningKey() refuses an email that is none", async () => {
  await expect(generateSigningKey({ ...owner, email: "nobody" })).rejects.toMatchObject({
    code: "ERR_GPG_KEY",
    message: expect.stringContaining("nobody"),
  });
});
