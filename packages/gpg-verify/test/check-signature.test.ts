import { createMessage, readKey, readSignature, verify } from "openpgp";
import { expect, test } from "vitest";
import { checkSignature } from "../src/check-signature.js";
import { parsePublicKey } from "../src/public-key.js";
import { parseSignature } from "../src/signature-packet.js";
import { forgeCertificate, forgeKey, forgeSignature, type KeyKind, NOW, packet } from "./support/forge.js";

const content = Buffer.from("what is signed");
const kinds: readonly KeyKind[] = [
  "rsa2048",
  "rsa1024",
  "dsa1024",
  "p256",
  "p521",
  "ed25519",
  "ed25519-new",
  "ed448",
];
const keys = kinds.map((kind) => forgeKey(kind));

test.each(keys)(
  "checkSignature() proves a true $kind signature, as openpgp.js does, and no other",
  async (key) => {
    const body = forgeSignature(key, content, { hash: "sha512" });
    const signature = parseSignature(body);
    const publicKey = parsePublicKey(key.body);
    expect(checkSignature(signature, publicKey, content)).toBe(true);
    expect(checkSignature(signature, publicKey, Buffer.from("what is signes"))).toBe(false);
    expect(checkSignature(signature, parsePublicKey(forgeKey(key.kind).body), content)).toBe(false);
    expect(await openpgpSays(key, body)).toBe(true);
  },
);

async function openpgpSays(key: (typeof keys)[number], body: Uint8Array): Promise<boolean> {
  const config = { rejectPublicKeyAlgorithms: new Set([]), minRSABits: 1024 };
  const { signatures } = await verify({
    message: await createMessage({ binary: content }),
    signature: await readSignature({ binarySignature: packet(2, body) }),
    verificationKeys: await readKey({
      binaryKey: forgeCertificate(key, { selfSignature: { hash: "sha512" } }),
    }),
    date: NOW,
    config,
  });
  return (await signatures[0]?.verified) ?? false;
}

test.each(["sha1", "sha224", "sha256", "sha384", "sha512"])("checkSignature() computes %s", (hash) => {
  for (const key of keys) {
    const signature = parseSignature(forgeSignature(key, content, { hash }));
    expect(checkSignature(signature, parsePublicKey(key.body), content)).toBe(true);
  }
});

test("checkSignature() is false whichever octet of the signature is changed", () => {
  for (const key of keys) {
    const body = forgeSignature(key, content);
    const publicKey = parsePublicKey(key.body);
    const values = parseSignature(body).values.reduce((sum, { length }) => sum + length + 2, 0);
    for (let at = body.length - values; at < body.length; at += 7) {
      const changed = Buffer.from(body);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      expect(attempt(() => checkSignature(parseSignature(changed), publicKey, content))).not.toBe(true);
    }
  }
});

test("checkSignature() compares the announced start of the digest", () => {
  const [key = forgeKey()] = keys;
  const signature = parseSignature(forgeSignature(key, content));
  expect(
    checkSignature({ ...signature, digestPrefix: Buffer.from([0, 0]) }, parsePublicKey(key.body), content),
  ).toBe(false);
});

test("checkSignature() is false for a signature by another algorithm than the key's", () => {
  const signature = parseSignature(forgeSignature(forgeKey("ed25519"), content));
  for (const key of keys.filter(({ kind }) => kind !== "ed25519")) {
    expect(checkSignature(signature, parsePublicKey(key.body), content)).toBe(false);
  }
});

test("checkSignature() is false where the packet names another algorithm for the same mathematics", () => {
  const key = forgeKey("ed25519");
  const signature = parseSignature(forgeSignature(key, content));
  expect(checkSignature({ ...signature, keyAlgorithm: 27 }, parsePublicKey(key.body), content)).toBe(false);
});

test("checkSignature() takes RSA's two numbers for one algorithm", () => {
  const [key = forgeKey("rsa2048")] = keys;
  const signature = parseSignature(forgeSignature(key, content, { statedAlgorithm: 3 }));
  expect(checkSignature(signature, parsePublicKey(key.body), content)).toBe(true);
});

test("checkSignature() is false for numbers longer than the key", () => {
  const [key = forgeKey("rsa2048")] = keys;
  const signature = parseSignature(forgeSignature(key, content));
  const long = Buffer.concat([Buffer.from([1]), ...signature.values]);
  expect(checkSignature({ ...signature, values: [long] }, parsePublicKey(key.body), content)).toBe(false);
});

test("checkSignature() is false for a key that cannot sign", () => {
  const key = forgeKey("x25519");
  const signature = parseSignature(forgeSignature(forgeKey(), content));
  expect(
    checkSignature({ ...signature, keyAlgorithm: key.algorithm }, parsePublicKey(key.body), content),
  ).toBe(false);
});

function attempt<Value>(run: () => Value): Value | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
