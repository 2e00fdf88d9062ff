import { generateKey, readKey, readPrivateKey, reformatKey, revokeKey } from "openpgp";
import { expect, test } from "vitest";
import { createKeyring, generateSigningKey } from "../src/index.js";
import { armor, forgeCertificate, forgeKey, KEY_MADE, packet } from "./support/forge.js";

const key = forgeKey();
const armored = armor("PUBLIC KEY BLOCK", forgeCertificate(key));
const code = (value: string): unknown => expect.objectContaining({ code: value });

test("createKeyring() lists a key with what its owner says of it", () => {
  const subkey = forgeKey("rsa2048");
  const bytes = forgeCertificate(key, { lifetime: 86_400, subkeys: [{ key: subkey, revokedFor: 1 }] });
  expect(createKeyring(bytes, { dataVersion: "7", date: "2024-02-03", source: "farm" })).toEqual({
    dataVersion: "7",
    date: "2024-02-03",
    source: "farm",
    keys: [
      {
        signer: "Forged <forged@example.org>",
        status: "active",
        fingerprint: key.fingerprint,
        algorithm: "ed25519",
        createdAt: "2024-01-01T00:00:00Z",
        expiresAt: "2024-01-02T00:00:00Z",
        packet: key.body.toString("base64"),
        subkeys: [
          {
            fingerprint: subkey.fingerprint,
            algorithm: "rsa2048",
            createdAt: "2024-01-01T00:00:00Z",
            revoked: { at: "2024-01-02T00:00:00Z", reason: "superseded" },
            packet: subkey.body.toString("base64"),
          },
        ],
      },
    ],
  });
});

test.each([
  { form: "armored text", input: armored },
  { form: "armored bytes", input: Buffer.from(armored) },
  { form: "binary", input: forgeCertificate(key) },
  { form: "a list", input: [armored] },
  { form: "an object", input: { key: armored } },
  { form: "text around the block", input: `To whom it may concern:\n\n${armored}\nRegards\n` },
])("createKeyring() takes a key as $form", ({ input }) => {
  expect(createKeyring(input).keys.map(({ fingerprint }) => fingerprint)).toEqual([key.fingerprint]);
});

test("createKeyring() takes several keys of one block and several blocks of one text", () => {
  const others = [forgeKey(), forgeKey(), forgeKey()];
  const [first = key, second = key, third = key] = others;
  const one = armor("PUBLIC KEY BLOCK", Buffer.concat([forgeCertificate(first), forgeCertificate(second)]));
  const keyring = createKeyring(one + armor("PUBLIC KEY BLOCK", forgeCertificate(third)));
  expect(keyring.keys.map(({ fingerprint }) => fingerprint)).toEqual(
    others.map(({ fingerprint }) => fingerprint),
  );
});

test("createKeyring() takes signer, status and retirement from the caller", () => {
  const retiredAt = new Date("2024-05-06T07:08:09.999Z");
  const [entry] = createKeyring({ key: armored, signer: "Farm", status: "retired", retiredAt }).keys;
  expect(entry).toMatchObject({ signer: "Farm", status: "retired", retiredAt: "2024-05-06T07:08:09Z" });
});

test("createKeyring() says which keys may not sign", () => {
  const subkeys = [{ key: forgeKey("x25519") }, { key: forgeKey(), back: "none" as const }];
  const [entry] = createKeyring(forgeCertificate(key, { flags: 0x01, subkeys })).keys;
  expect([entry?.maySign, ...(entry?.subkeys.map(({ maySign }) => maySign) ?? [])]).toEqual([
    false,
    false,
    false,
  ]);
});

test("createKeyring() dates itself by its newest key", () => {
  const newer = forgeKey("ed25519", KEY_MADE + 40 * 86_400);
  expect(createKeyring([armored, forgeCertificate(newer)]).date).toBe("2024-02-10");
});

test("createKeyring() holds the key to a pinned fingerprint", () => {
  const spaced = key.fingerprint.toLowerCase().replace(/.{4}/g, "$& ");
  expect(createKeyring({ key: armored, fingerprint: spaced }).keys).toHaveLength(1);
  expect(() => createKeyring({ key: armored, fingerprint: "A".repeat(40) })).toThrow(code("ERR_GPG_KEY"));
});

test.each([
  { name: "nothing", input: "", expected: "ERR_GPG_KEY" },
  { name: "a page", input: "<html>", expected: "ERR_GPG_KEY" },
  { name: "an armored signature", input: armor("SIGNATURE", Buffer.from("x")), expected: "ERR_GPG_KEY" },
  {
    name: "an armored private key",
    input: armor("PRIVATE KEY BLOCK", Buffer.from("x")),
    expected: "ERR_GPG_KEY",
  },
  { name: "a binary private key", input: packet(5, key.body), expected: "ERR_GPG_KEY" },
  { name: "a user id without a key", input: packet(13, Buffer.from("x")), expected: "ERR_GPG_KEY" },
  { name: "a key without self-signature", input: packet(6, key.body), expected: "ERR_GPG_KEY" },
  {
    name: "a key that is cut off",
    input: forgeCertificate(key).subarray(0, -1),
    expected: "ERR_GPG_MALFORMED",
  },
  { name: "a key twice", input: [armored, armored], expected: "ERR_GPG_KEY" },
  { name: "a megabyte and more", input: "x".repeat(1024 * 1024 + 1), expected: "ERR_GPG_KEY" },
])("createKeyring() refuses $name", ({ input, expected }) => {
  expect(() => createKeyring(input)).toThrow(code(expected));
});

test("createKeyring() refuses a subkey that is another's key too", () => {
  const bytes = forgeCertificate(forgeKey(), { subkeys: [{ key }] });
  expect(() => createKeyring([armored, bytes])).toThrow(code("ERR_GPG_KEY"));
});

test("createKeyring() reads keys of openpgp.js: subkeys, an end and a revocation", async () => {
  const made = await generateKey({
    type: "ecc",
    userIDs: [{ name: "Own", email: "own@example.org" }],
    subkeys: [{ sign: true }, {}],
    keyExpirationTime: 1000,
    date: new Date(KEY_MADE * 1000),
  });
  const [entry] = createKeyring(made.publicKey).keys;
  expect(entry).toMatchObject({
    signer: "Own <own@example.org>",
    createdAt: "2024-01-01T00:00:00Z",
    expiresAt: "2024-01-01T00:16:40Z",
  });
  expect(entry?.subkeys.map(({ maySign }) => maySign)).toEqual([undefined, false]);

  const renewed = await reformatKey({
    privateKey: await readPrivateKey({ armoredKey: made.privateKey }),
    userIDs: [{ name: "Own", email: "own@example.org" }],
    keyExpirationTime: 5000,
    date: new Date(KEY_MADE * 1000 + 10_000),
  });
  expect(createKeyring(renewed.publicKey).keys[0]?.expiresAt).toBe("2024-01-01T01:23:20Z");
});

test("createKeyring() honours the revocation certificate of a generated key", async () => {
  const { publicKey, revocationCertificate } = await generateSigningKey({
    name: "Own",
    email: "own@example.org",
  });
  expect(createKeyring(publicKey).keys[0]?.revoked).toBeUndefined();
  const revoked = await revokeKey({
    key: await readKey({ armoredKey: publicKey }),
    revocationCertificate,
    format: "armored",
  });
  expect(createKeyring(revoked.publicKey).keys[0]?.revoked?.reason).toBe("unspecified");
});
