import { expect, test } from "vitest";
import { readCertificate } from "../src/certificate.js";
import { readPackets } from "../src/packets.js";
import {
  type CertificateOptions,
  type ForgedKey,
  forgeCertificate,
  forgeKey,
  forgeSignature,
  hashedKey,
  KEY_MADE,
  keyFlags,
  packet,
  SIGNED,
  type SubkeySpec,
  seconds,
} from "./support/forge.js";

const primary = forgeKey();
const subkey = forgeKey();
const stranger = forgeKey();
const read = (options: CertificateOptions): ReturnType<typeof readCertificate> =>
  readCertificate(readPackets(forgeCertificate(primary, options)));
const readSubkey = (spec: Partial<SubkeySpec>): ReturnType<typeof readCertificate>["subkeys"] =>
  read({ subkeys: [{ key: subkey, ...spec }] }).subkeys;
/** A certificate with a direct-key signature, made later than those on user ids, and nothing else. */
const direct = (key: ForgedKey, extra: Parameters<typeof seconds>): Buffer => {
  const options = { type: 0x1f, createdAt: SIGNED, extra: [keyFlags(0x03), seconds(...extra)] };
  return Buffer.concat([packet(6, key.body), packet(2, forgeSignature(key, hashedKey(key.body), options))]);
};

test("readCertificate() reads key, user id and flags", () => {
  const certificate = read({});
  expect(certificate).toMatchObject({ canSign: true, expiresAt: undefined, revoked: undefined, subkeys: [] });
  expect(certificate.publicKey.fingerprint).toBe(primary.fingerprint);
  expect(certificate.userId).toBe("Forged <forged@example.org>");
});

test("readCertificate() takes the newest user id that is not revoked", () => {
  const userIds = ["old", "newer", "newest"];
  expect(read({ userIds }).userId).toBe("newest");
  expect(read({ userIds, revokedUserIds: ["newest"] }).userId).toBe("newer");
});

test("readCertificate() ends a key by its newest self-signature", () => {
  expect(read({ lifetime: 1000 }).expiresAt).toBe(KEY_MADE + 1000);
  expect(read({ lifetime: 0 }).expiresAt).toBeUndefined();
  const packets = readPackets(
    Buffer.concat([
      direct(primary, [9, 5000]),
      forgeCertificate(primary, { lifetime: 1000 }).subarray(primary.body.length + 6),
    ]),
  );
  expect(readCertificate(packets).expiresAt).toBe(KEY_MADE + 5000);
});

test("readCertificate() ends a key with the self-signature that ends", () => {
  expect(readCertificate(readPackets(direct(primary, [3, 60]))).expiresAt).toBe(SIGNED + 60);
});

test("readCertificate() lets a primary key that only certifies not sign", () => {
  expect(read({ flags: 0x01 }).canSign).toBe(false);
});

test.each([
  { code: 0, reason: "unspecified" },
  { code: 1, reason: "superseded" },
  { code: 2, reason: "compromised" },
  { code: 3, reason: "retired" },
  { code: 100, reason: "unspecified" },
])("readCertificate() honours a revocation for reason $code: $reason", ({ code, reason }) => {
  expect(read({ revokedFor: code }).revoked).toEqual({ at: SIGNED, reason });
  expect(readSubkey({ revokedFor: code })[0]?.revoked).toEqual({ at: SIGNED, reason });
});

test("readCertificate() gives the gravest reason of several revocations", () => {
  const more = packet(
    2,
    forgeSignature(primary, hashedKey(primary.body), {
      type: 0x20,
      extra: [{ type: 29, data: Buffer.from([2]) }],
    }),
  );
  const bytes = forgeCertificate(primary, { revokedFor: 3 });
  const at = primary.body.length + 6;
  const packets = readPackets(Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]));
  expect(readCertificate(packets).revoked?.reason).toBe("compromised");
});

test("readCertificate() does not heed a revocation that somebody else made", () => {
  const content = hashedKey(primary.body);
  const forged = forgeSignature(stranger, content, {
    type: 0x20,
    unhashed: [{ type: 16, data: Buffer.from(primary.keyId, "hex") }],
    hashed: [seconds(2, SIGNED)],
  });
  const bytes = forgeCertificate(primary);
  const at = primary.body.length + 6;
  const packets = readPackets(Buffer.concat([bytes.subarray(0, at), packet(2, forged), bytes.subarray(at)]));
  expect(readCertificate(packets).revoked).toBeUndefined();
});

test("readCertificate() lets a subkey sign that is bound both ways", () => {
  expect(readSubkey({})).toMatchObject([{ canSign: true, expiresAt: undefined }]);
  expect(readSubkey({ lifetime: 100 })[0]?.expiresAt).toBe(KEY_MADE + 100);
});

const content = Buffer.concat([hashedKey(primary.body), hashedKey(subkey.body)]);
const backBy = (key: ForgedKey, over: Buffer = content, type = 0x19): Buffer =>
  forgeSignature(key, over, { type });

test.each<{ name: string; spec: Partial<SubkeySpec> }>([
  { name: "lacks its back-signature", spec: { back: "none" } },
  { name: "has a back-signature of another key", spec: { back: backBy(stranger) } },
  {
    name: "has a back-signature over another primary key",
    spec: { back: backBy(subkey, hashedKey(subkey.body)) },
  },
  { name: "has a back-signature of another type", spec: { back: backBy(subkey, content, 0x18) } },
  {
    name: "has a back-signature over MD5",
    spec: { back: forgeSignature(subkey, content, { type: 0x19, hash: "md5" }) },
  },
  { name: "has a back-signature that is no signature", spec: { back: Buffer.from("nonsense") } },
  { name: "is bound for encryption", spec: { flags: 0x0c } },
  { name: "is made for encryption", spec: { key: forgeKey("x25519") } },
])("readCertificate() does not let a subkey sign that $name", ({ spec }) => {
  expect(readSubkey(spec).map(({ canSign }) => canSign)).toEqual([false]);
});

test("readCertificate() knows no subkey that another key bound", () => {
  expect(readSubkey({ boundBy: stranger })).toEqual([]);
});

test.each<{ name: string; options: CertificateOptions }>([
  { name: "no user id", options: { userIds: [] } },
  { name: "a self-signature over MD5", options: { selfSignature: { hash: "md5" } } },
  {
    name: "a self-signature that demands what is not understood",
    options: { selfSignature: { extra: [{ type: 101, data: Buffer.alloc(1), critical: true }] } },
  },
  { name: "a self-signature of another type", options: { selfSignature: { type: 0x00 } } },
  { name: "no user id that is not revoked", options: { userIds: ["a"], revokedUserIds: ["a"] } },
])("readCertificate() refuses a key with $name", ({ options }) => {
  expect(() => read(options)).toThrow(expect.objectContaining({ code: "ERR_GPG_KEY" }));
});

test("readCertificate() accepts SHA-1 where owners certify their own keys, as those of 2014 do", () => {
  expect(read({ selfSignature: { hash: "sha1" } }).canSign).toBe(true);
});

test("readCertificate() refuses nothing at all", () => {
  expect(() => readCertificate([])).toThrow(expect.objectContaining({ code: "ERR_GPG_KEY" }));
});
