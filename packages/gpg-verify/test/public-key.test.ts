import { expect, test } from "vitest";
import { keyForHashing, parsePublicKey } from "../src/public-key.js";
import { forgeKey, hashedKey, KEY_MADE, type KeyKind, mpi } from "./support/forge.js";

const code = (value: string): unknown => expect.objectContaining({ code: value });

test.each<{ kind: KeyKind; name: string; bits: number }>([
  { kind: "rsa2048", name: "rsa2048", bits: 2048 },
  { kind: "rsa1024", name: "rsa1024", bits: 1024 },
  { kind: "dsa1024", name: "dsa1024", bits: 1024 },
  { kind: "ed25519", name: "ed25519", bits: 255 },
  { kind: "ed25519-new", name: "ed25519", bits: 255 },
  { kind: "ed448", name: "ed448", bits: 448 },
  { kind: "p256", name: "nistp256", bits: 256 },
  { kind: "p521", name: "nistp521", bits: 521 },
  { kind: "x25519", name: "algorithm-25", bits: 0 },
])("parsePublicKey() reads a $kind key", ({ kind, name, bits }) => {
  const key = forgeKey(kind);
  expect(parsePublicKey(key.body)).toMatchObject({
    fingerprint: key.fingerprint,
    keyId: key.fingerprint.slice(24),
    createdAt: KEY_MADE,
    algorithm: key.algorithm,
    algorithmName: name,
    bits,
  });
});

test("parsePublicKey() takes an unknown curve for a key that vouches for nothing", () => {
  const key = forgeKey("p256");
  const secp256k1 = Buffer.concat([
    key.body.subarray(0, 6),
    Buffer.from("052b8104000a", "hex"),
    key.body.subarray(15),
  ]);
  expect(parsePublicKey(secp256k1).material).toEqual({ kind: "other", algorithm: 19 });
});

test("parsePublicKey() takes a curve under another algorithm's number for a key that vouches for nothing", () => {
  const body = Buffer.from(forgeKey("ed25519").body);
  body[5] = 19;
  expect(parsePublicKey(body).material).toEqual({ kind: "other", algorithm: 19 });
});

const ed25519 = forgeKey();
const header = ed25519.body.subarray(0, 6);
const oid = Buffer.from("092b06010401da470f01", "hex");

test.each([
  {
    name: "of version 3",
    body: Buffer.concat([Buffer.from([3]), ed25519.body.subarray(1)]),
    expected: "ERR_GPG_UNSUPPORTED",
  },
  {
    name: "of version 6",
    body: Buffer.concat([Buffer.from([6]), ed25519.body.subarray(1)]),
    expected: "ERR_GPG_UNSUPPORTED",
  },
  { name: "that is cut off", body: ed25519.body.subarray(0, -1), expected: "ERR_GPG_MALFORMED" },
  {
    name: "with bytes after it",
    body: Buffer.concat([ed25519.body, Buffer.alloc(1)]),
    expected: "ERR_GPG_MALFORMED",
  },
  {
    name: "with a point of another form",
    body: Buffer.concat([header, oid, mpi(Buffer.concat([Buffer.from([0x41]), Buffer.alloc(32)]))]),
    expected: "ERR_GPG_MALFORMED",
  },
  {
    name: "with a point that is too short",
    body: Buffer.concat([header, oid, mpi(Buffer.concat([Buffer.from([0x40]), Buffer.alloc(31)]))]),
    expected: "ERR_GPG_MALFORMED",
  },
  { name: "that is empty", body: Buffer.alloc(0), expected: "ERR_GPG_MALFORMED" },
])("parsePublicKey() refuses a key $name", ({ body, expected }) => {
  expect(() => parsePublicKey(body)).toThrow(code(expected));
});

test("keyForHashing() puts 0x99 and the length before the body", () => {
  expect(keyForHashing(ed25519.body)).toEqual(hashedKey(ed25519.body));
});
