import { readKey } from "openpgp";
import { describe, expect, test } from "vitest";
import { createKeyring, generateSigningKey, signShasums, verifyShasums } from "../src/index.js";
import { gpgv, gpgvMissing } from "./support/gnupg.js";
import { LIST } from "./support/lists.js";

const owner = { name: "Own Farm", email: "farm@example.org" };
const key = await generateSigningKey(owner);
const keyring = createKeyring(key.publicKey);
const signed = await signShasums(LIST, { privateKey: key.privateKey });

test("signShasums() signs what verifyShasums() finds valid, in both forms", async () => {
  for (const input of [{ clearsigned: signed.clearsigned }, { text: LIST, signature: signed.signature }]) {
    const verdict = await verifyShasums(input, { keyring, policy: "strict", version: "24.1.0" });
    expect(verdict).toMatchObject({
      verdict: "valid",
      signer: "Own Farm <farm@example.org>",
      keyFingerprint: key.fingerprint,
    });
    expect(verdict.verdict === "valid" && verdict.shasums.size).toBe(4);
  }
});

test("signShasums() dates the signature as told", async () => {
  const date = new Date("2030-01-02T03:04:05Z");
  const { clearsigned } = await signShasums(LIST, { privateKey: key.privateKey, date });
  expect(await verifyShasums({ clearsigned }, { keyring, now: date })).toMatchObject({
    verdict: "valid",
    createdAt: "2030-01-02T03:04:05Z",
  });
});

test("signShasums() opens a locked key with its passphrase", async () => {
  const locked = await generateSigningKey({ ...owner, passphrase: "correct horse" });
  const { clearsigned } = await signShasums(LIST, {
    privateKey: locked.privateKey,
    passphrase: "correct horse",
  });
  expect(await verifyShasums({ clearsigned }, { keyring: createKeyring(locked.publicKey) })).toMatchObject({
    verdict: "valid",
  });

  const wrong = { code: "ERR_GPG_KEY" };
  await expect(signShasums(LIST, { privateKey: locked.privateKey })).rejects.toMatchObject(wrong);
  await expect(
    signShasums(LIST, { privateKey: locked.privateKey, passphrase: "battery" }),
  ).rejects.toMatchObject(wrong);
});

test("signShasums() takes a binary private key", async () => {
  const { readPrivateKey } = await import("openpgp");
  const privateKey = (await readPrivateKey({ armoredKey: key.privateKey })).write();
  const { signature } = await signShasums(LIST, { privateKey });
  expect(await verifyShasums({ text: LIST, signature }, { keyring })).toMatchObject({ verdict: "valid" });
});

test.each([
  { name: "a public key", privateKey: key.publicKey },
  { name: "no key", privateKey: "" },
  { name: "bytes that are no key", privateKey: Buffer.from("key") },
])("signShasums() refuses to sign with $name", async ({ privateKey }) => {
  await expect(signShasums(LIST, { privateKey })).rejects.toMatchObject({ code: "ERR_GPG_KEY" });
});

test("signShasums() refuses to sign before the key was made", async () => {
  const date = new Date("2001-01-01");
  await expect(signShasums(LIST, { privateKey: key.privateKey, date })).rejects.toMatchObject({
    code: "ERR_GPG_KEY",
  });
});

test("signShasums() does not sign a list that nobody could use", async () => {
  await expect(signShasums("no list\n", { privateKey: key.privateKey })).rejects.toMatchObject({
    code: "ERR_GPG_SHASUMS",
    line: 1,
  });
});

describe.skipIf(gpgvMissing !== undefined)(`against gpgv (${gpgvMissing ?? "present"})`, () => {
  test("signShasums() signs what gpgv finds good, and tampered gpgv does not", async () => {
    const binaryKey = (await readKey({ armoredKey: key.publicKey })).write();
    expect(gpgv(binaryKey, signed.clearsigned)).toBe(0);
    expect(gpgv(binaryKey, signed.clearsigned.replace(".msi", ".exe"))).not.toBe(0);
    expect(gpgv(binaryKey, signed.signature, LIST)).toBe(0);
    expect(gpgv(binaryKey, signed.signature, `${LIST}\n`)).not.toBe(0);
  });
});
