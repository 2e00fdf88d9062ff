import { expect, test } from "vitest";
import { parseSignature, readSeconds, signatureExpiresAt, unknownCritical } from "../src/signature-packet.js";
import {
  created,
  forgeKey,
  forgeSignature,
  issuerFingerprint,
  issuerKeyId,
  type KeyKind,
  SIGNED,
  type SignatureOptions,
  seconds,
} from "./support/forge.js";

const code = (value: string): unknown => expect.objectContaining({ code: value });
const key = forgeKey();
const other = { fingerprint: "F".repeat(40), keyId: "F".repeat(16) };
const twin = { fingerprint: `${"0".repeat(24)}${key.keyId}` };
const forge = (options: SignatureOptions): Buffer => forgeSignature(key, Buffer.from("content"), options);

test("parseSignature() reads what is hashed and who claims to have signed", () => {
  const body = forge({ type: 0x01, hash: "sha512" });
  const signature = parseSignature(body);
  expect(signature).toMatchObject({
    type: 0x01,
    keyAlgorithm: 22,
    hash: "sha512",
    createdAt: SIGNED,
    issuer: { keyId: key.keyId, fingerprint: key.fingerprint },
  });
  expect(signature.hashedOctets).toEqual(body.subarray(0, signature.hashedOctets.length));
  expect(signature.values).toHaveLength(2);
});

test.each<{ kind: KeyKind; lengths: number[] }>([
  { kind: "ed25519-new", lengths: [64] },
  { kind: "ed448", lengths: [114] },
])("parseSignature() reads the native octets of $kind", ({ kind, lengths }) => {
  const { values } = parseSignature(
    forgeSignature(forgeKey(kind), Buffer.from("content"), { hash: "sha512" }),
  );
  expect(values.map(({ length }) => length)).toEqual(lengths);
});

test.each<{ name: string; options: SignatureOptions; fingerprint: string | undefined }>([
  { name: "a fingerprint alone", options: { unhashed: [] }, fingerprint: key.fingerprint },
  {
    name: "a key id outside protection alone",
    options: { hashed: [created(SIGNED)] },
    fingerprint: undefined,
  },
  {
    name: "a hashed key id",
    options: { hashed: [created(SIGNED), issuerKeyId(key)], unhashed: [] },
    fingerprint: undefined,
  },
  {
    name: "a fingerprint outside protection",
    options: { hashed: [created(SIGNED)], unhashed: [issuerFingerprint(key)] },
    fingerprint: key.fingerprint,
  },
])("parseSignature() takes the issuer from $name", ({ options, fingerprint }) => {
  expect(parseSignature(forge(options)).issuer).toEqual({ keyId: key.keyId, fingerprint });
});

test.each<{ name: string; options: SignatureOptions; expected: string }>([
  { name: "of version 3", options: { version: 3 }, expected: "ERR_GPG_UNSUPPORTED" },
  { name: "of version 6", options: { version: 6 }, expected: "ERR_GPG_UNSUPPORTED" },
  {
    name: "by an algorithm that encrypts",
    options: { statedAlgorithm: 18 },
    expected: "ERR_GPG_UNSUPPORTED",
  },
  {
    name: "without an issuer",
    options: { hashed: [created(SIGNED)], unhashed: [] },
    expected: "ERR_GPG_MALFORMED",
  },
  {
    name: "without a hashed date",
    options: { hashed: [issuerFingerprint(key)], unhashed: [created(SIGNED)] },
    expected: "ERR_GPG_MALFORMED",
  },
  { name: "with two dates", options: { extra: [created(SIGNED + 1)] }, expected: "ERR_GPG_MALFORMED" },
  { name: "with two issuers", options: { unhashed: [issuerKeyId(other)] }, expected: "ERR_GPG_MALFORMED" },
  {
    name: "with two fingerprints",
    options: { unhashed: [issuerFingerprint(other)] },
    expected: "ERR_GPG_MALFORMED",
  },
  {
    name: "with two fingerprints of one key id",
    options: { unhashed: [issuerFingerprint(twin)] },
    expected: "ERR_GPG_MALFORMED",
  },
  {
    name: "by a key of version 6",
    options: { hashed: [created(SIGNED), { type: 33, data: Buffer.alloc(33, 6) }] },
    expected: "ERR_GPG_UNSUPPORTED",
  },
])("parseSignature() refuses a signature $name", ({ options, expected }) => {
  expect(() => parseSignature(forge(options))).toThrow(code(expected));
});

test("parseSignature() refuses an unassigned digest algorithm", () => {
  const body = forge({});
  body[3] = 99;
  expect(() => parseSignature(body)).toThrow(code("ERR_GPG_UNSUPPORTED"));
});

test("parseSignature() refuses a signature that is cut off, and one with more behind it, at every length", () => {
  const body = forge({});
  for (let length = 0; length < body.length; length += 1) {
    expect(() => parseSignature(body.subarray(0, length))).toThrow(
      expect.objectContaining({ name: "GpgError" }),
    );
  }
  expect(() => parseSignature(Buffer.concat([body, Buffer.alloc(1)]))).toThrow(code("ERR_GPG_MALFORMED"));
});

test("signatureExpiresAt() counts from the date of the signature; 0 means never", () => {
  expect(signatureExpiresAt(parseSignature(forge({ extra: [seconds(3, 60)] })))).toBe(SIGNED + 60);
  expect(signatureExpiresAt(parseSignature(forge({ extra: [seconds(3, 0)] })))).toBeUndefined();
  expect(signatureExpiresAt(parseSignature(forge({})))).toBeUndefined();
});

test("readSeconds() reads a subpacket of four octets", () => {
  expect(readSeconds([{ type: 9, isCritical: false, data: Uint8Array.from([0, 0, 1, 0]) }], 9)).toBe(256);
  expect(readSeconds([], 9)).toBeUndefined();
});

test("unknownCritical() names the critical type that is not understood, in the hashed area alone", () => {
  const critical = { type: 20, data: Buffer.alloc(8), critical: true };
  const understood = new Set([2, 33]);
  expect(unknownCritical(parseSignature(forge({ extra: [critical] })), understood)).toBe(20);
  expect(
    unknownCritical(parseSignature(forge({ extra: [{ ...critical, critical: false }] })), understood),
  ).toBeUndefined();
  expect(
    unknownCritical(parseSignature(forge({ unhashed: [issuerKeyId(key), critical] })), understood),
  ).toBeUndefined();
});
