import { expect, test } from "vitest";
import { openSigned } from "../src/signed-input.js";
import type { Verdict } from "../src/verdict.js";
import { verifySignature } from "../src/verify-signature.js";
import {
  clearsign,
  created,
  forgeKey,
  forgeSignature,
  issuerFingerprint,
  issuerKeyId,
  KEY_MADE,
  NOW,
  packet,
  SIGNED,
  type SignatureOptions,
} from "./support/forge.js";
import { keyringOf, LIST } from "./support/lists.js";

const key = forgeKey();
const keyring = keyringOf(key);
const context = { keyring, policy: "release", now: NOW.getTime(), version: undefined } as const;

function verdictOn(options: SignatureOptions, list: string = LIST): Verdict {
  const body = forgeSignature(key, Buffer.from(list), options);
  return verifySignature(body, openSigned({ text: list, signature: packet(2, body) }), context);
}

test("verifySignature() is valid for a true signature by a key of the keyring, with the digests", () => {
  const verdict = verdictOn({});
  expect(verdict).toMatchObject({
    verdict: "valid",
    rule: "trusted-key",
    version: "24.1.0",
    keyFingerprint: key.fingerprint,
  });
  expect(verdict.verdict === "valid" && verdict.shasums.size).toBe(4);
});

test.each<{ name: string; options: SignatureOptions }>([
  { name: "key id alone", options: { hashed: [created(SIGNED)] } },
  { name: "fingerprint alone", options: { unhashed: [] } },
  {
    name: "fingerprint outside protection",
    options: { hashed: [created(SIGNED)], unhashed: [issuerFingerprint(key)] },
  },
])("verifySignature() finds the signer by $name", ({ options }) => {
  expect(verdictOn(options)).toMatchObject({ verdict: "valid", keyFingerprint: key.fingerprint });
});

const stranger = forgeKey();

test("verifySignature() does not know a stranger, and says who he claims to be", () => {
  const body = forgeSignature(stranger, Buffer.from(LIST));
  const verdict = verifySignature(body, openSigned({ text: LIST, signature: packet(2, body) }), context);
  expect(verdict).toMatchObject({ verdict: "unknown-key", rule: "key-pinned", issuer: stranger.fingerprint });
  expect(verdict).not.toHaveProperty("signer");
});

test.each<{ name: string; hashed: SignatureOptions["hashed"]; unhashed: SignatureOptions["unhashed"] }>([
  { name: "key id", hashed: [created(SIGNED)], unhashed: [issuerKeyId(key)] },
  { name: "fingerprint", hashed: [created(SIGNED), issuerFingerprint(key)], unhashed: [] },
])(
  "verifySignature() finds a stranger bad who borrows the $name of a key in the keyring",
  ({ hashed = [], unhashed = [] }) => {
    const body = forgeSignature(stranger, Buffer.from(LIST), { hashed, unhashed });
    const verdict = verifySignature(body, openSigned({ text: LIST, signature: packet(2, body) }), context);
    expect(verdict).toMatchObject({ verdict: "bad", rule: "signature-math" });
    expect(verdict).not.toHaveProperty("shasums");
  },
);

test("verifySignature() does not know a key with the key id of a known one and another fingerprint", () => {
  const twin = { fingerprint: `${"0".repeat(24)}${key.keyId}` };
  expect(verdictOn({ hashed: [created(SIGNED), issuerFingerprint(twin)], unhashed: [] })).toMatchObject({
    verdict: "unknown-key",
  });
});

test.each<{ name: string; options: SignatureOptions; list?: string; verdict: string; rule: string }>([
  { name: "MD5", options: { hash: "md5" }, verdict: "weak-hash", rule: "hash-strength" },
  { name: "SHA-1 of today", options: { hash: "sha1" }, verdict: "weak-hash", rule: "hash-strength" },
  {
    name: "a date in the future",
    options: { createdAt: NOW.getTime() / 1000 + 100_000 },
    verdict: "bad-time",
    rule: "signature-dates",
  },
  {
    name: "a date before the key's",
    options: { createdAt: KEY_MADE - 1 },
    verdict: "bad-time",
    rule: "signature-dates",
  },
  {
    name: "an end of its own",
    options: { extra: [{ type: 3, data: Buffer.from([0, 0, 0, 60]) }] },
    verdict: "bad-time",
    rule: "signature-dates",
  },
  {
    name: "an unknown critical part",
    options: { extra: [{ type: 99, data: Buffer.alloc(1), critical: true }] },
    verdict: "unsupported",
    rule: "signature-form",
  },
  { name: "version 3", options: { version: 3 }, verdict: "unsupported", rule: "signature-form" },
  { name: "the type of a certification", options: { type: 0x10 }, verdict: "malformed", rule: "input-form" },
  { name: "the type of a timestamp", options: { type: 0x40 }, verdict: "malformed", rule: "input-form" },
  {
    name: "a text that is no list",
    options: {},
    list: "I owe you nothing.\n",
    verdict: "malformed",
    rule: "list-form",
  },
  {
    name: "a NUL in the list",
    options: {},
    list: LIST.replace(".msi", "\0.msi"),
    verdict: "malformed",
    rule: "list-form",
  },
  {
    name: "a Unicode line separator in the list",
    options: {},
    list: LIST.replace(".msi\n", ".msi\u2028"),
    verdict: "malformed",
    rule: "list-form",
  },
  { name: "an empty text", options: {}, list: "", verdict: "malformed", rule: "list-form" },
  {
    name: "a list with a file twice",
    options: {},
    list: LIST + LIST,
    verdict: "malformed",
    rule: "list-form",
  },
])("verifySignature() refuses a true signature with $name: $verdict", ({ options, list, verdict, rule }) => {
  const result = verdictOn(options, list);
  expect(result).toMatchObject({ verdict, rule });
  expect(result).not.toHaveProperty("shasums");
});

test("verifySignature() names a date outside protection a forgery of the date, not a date", () => {
  const options = { hashed: [issuerFingerprint(key)], unhashed: [created(SIGNED)] };
  expect(verdictOn(options)).toMatchObject({ verdict: "malformed" });
});

test("verifySignature() lets a broken keyring be heard", () => {
  const [entry] = keyring.keys;
  if (entry === undefined) throw new Error("no entry");
  const broken = { ...keyring, keys: [{ ...entry, packet: Buffer.from(stranger.body).toString("base64") }] };
  const clearsigned = clearsign(LIST, key);
  const opened = openSigned({ clearsigned });
  const [body = Buffer.alloc(0)] = opened.signatures;
  expect(() => verifySignature(body, opened, { ...context, keyring: broken })).toThrow(
    expect.objectContaining({ code: "ERR_GPG_KEYRING" }),
  );
});
