import fc from "fast-check";
import { expect, expectTypeOf, test } from "vitest";
import {
  createKeyring,
  type RefusedVerdict,
  type ValidVerdict,
  type Verdict,
  type VerifiedShasums,
  verifyShasums,
} from "../src/index.js";
import {
  armor,
  type CertificateOptions,
  clearsign,
  forgeCertificate,
  forgeKey,
  forgeSignature,
  NOW,
  packet,
  wrapClearsigned,
} from "./support/forge.js";
import { CONTENT_SHA256, keyringOf, LIST, listOf } from "./support/lists.js";

const key = forgeKey();
const keyring = keyringOf(key);
const message = clearsign(LIST, key, { hash: "sha512" });
const options = { keyring, now: NOW };

const verdictOn = (clearsigned: string | Uint8Array): Promise<Verdict> =>
  verifyShasums({ clearsigned }, options);
const shasumsOf = (verdict: Verdict): readonly string[] =>
  verdict.verdict === "valid" ? [...verdict.shasums.keys()] : [];

test("verifyShasums() is valid for a clear-signed list", async () => {
  const verdict = await verdictOn(message);
  expect(verdict).toEqual({
    verdict: "valid",
    policy: "release",
    rule: "trusted-key",
    reason: "Forged <forged@example.org> signed this list on 2024-01-02.",
    hasUnsignedText: false,
    keyFingerprint: key.fingerprint,
    primaryFingerprint: key.fingerprint,
    signer: "Forged <forged@example.org>",
    createdAt: "2024-01-02T00:00:00Z",
    keyStatusNow: "active",
    keyStatusAtSigning: "active",
    keyExpiresAt: undefined,
    keyAlgorithm: "ed25519",
    hash: "sha512",
    version: "24.1.0",
    shasums: expect.any(Map),
  });
  expect(shasumsOf(verdict)).toHaveLength(4);
  expect(Object.isFrozen(verdict)).toBe(true);
});

test("verifyShasums() has digests on a valid verdict alone, by its type", () => {
  expectTypeOf<ValidVerdict["shasums"]>().toEqualTypeOf<VerifiedShasums>();
  expectTypeOf<RefusedVerdict>().not.toHaveProperty("shasums");
  expectTypeOf<Verdict>().not.toHaveProperty("shasums");
});

test.each<{ name: string; text: string | Uint8Array }>([
  { name: "with CRLF", text: message.replaceAll("\n", "\r\n") },
  { name: "with blanks at line ends", text: message.replaceAll(".tar.gz\n", ".tar.gz \t \n") },
  { name: "as bytes", text: Buffer.from(message) },
  { name: "after a byte order mark", text: `\uFEFF${message}` },
  { name: "that ends without a line end", text: message.trimEnd() },
  { name: "with an escaped line", text: message.replace(/^(?=\w{64} {2}win)/m, "- ") },
])("verifyShasums() is valid for a clear-signed list $name", async ({ text }) => {
  expect(await verdictOn(text)).toMatchObject({ verdict: "valid", hasUnsignedText: false });
});

const evil = `${"e".repeat(64)}  node-v24.1.0-linux-arm64.tar.gz`;

test.each([
  { where: "before the message", text: `${evil}\n${message}` },
  { where: "after the message", text: `${message}${evil}\n` },
])("verifyShasums() leaves out a line $where, and says so", async ({ text }) => {
  const verdict = await verdictOn(text);
  expect(verdict).toMatchObject({ verdict: "valid", hasUnsignedText: true });
  expect(shasumsOf(verdict)).toEqual(shasumsOf(await verdictOn(message)));
});

/** Each breaks one thing of a message that is otherwise good. */
test.each<{ name: string; text: string | Uint8Array; verdict: string }>([
  {
    name: "a digit of a digest is changed",
    text: message.replace(
      CONTENT_SHA256,
      CONTENT_SHA256.replace(/^./, (digit) => (digit === "0" ? "1" : "0")),
    ),
    verdict: "bad",
  },
  { name: "a line is added to the text", text: message.replace("\n\n", `\n\n${evil}\n`), verdict: "bad" },
  { name: "a line is taken away", text: message.replace(/^.*x64\.msi\n/m, ""), verdict: "bad" },
  { name: "two lines are swapped", text: message.replace(/^(.*\.msi)\n(.*)\n/m, "$2\n$1\n"), verdict: "bad" },
  { name: "the version is swapped", text: message.replaceAll("24.1.0", "24.1.1"), verdict: "bad" },
  { name: "an empty line is added", text: message.replace("\n\n", "\n\n\n"), verdict: "bad" },
  { name: "a space is added inside a line", text: message.replace("  node", "   node"), verdict: "bad" },
  { name: "a NUL is added to a line", text: message.replace(".msi", ".msi\0"), verdict: "bad" },
  {
    name: "a line ends in a Unicode separator",
    text: message.replace(".msi\n", ".msi\u2028"),
    verdict: "bad",
  },
  { name: "the signature is stripped", text: LIST, verdict: "unsigned" },
  {
    name: "the signature block is stripped",
    text: message.replace(/-----BEGIN PGP SIGN[^E][\s\S]*/, ""),
    verdict: "unsigned",
  },
  { name: "the signature is another list's", text: message.replace(LIST, listOf("24.2.0")), verdict: "bad" },
  { name: "it is cut off", text: message.slice(0, -30), verdict: "malformed" },
  { name: "its armor is damaged", text: message.replace(/\n=.{4}\n/, "\n=AAAA\n"), verdict: "malformed" },
  {
    name: "its Hash header lies",
    text: message.replace("Hash: SHA512", "Hash: SHA256"),
    verdict: "malformed",
  },
  {
    name: "a header is injected",
    text: message.replace("Hash: SHA512", `Hash: SHA512\nComment: ${evil}`),
    verdict: "malformed",
  },
  {
    name: "it claims to have no escapes",
    text: message.replace("Hash: SHA512", "Hash: SHA512\nNotDashEscaped: x"),
    verdict: "malformed",
  },
  { name: "it comes twice", text: message + message, verdict: "malformed" },
  { name: "it is a page", text: "<!DOCTYPE html><title>404</title>", verdict: "malformed" },
  { name: "it is empty", text: "", verdict: "malformed" },
  {
    name: "it is not UTF-8",
    text: Buffer.from(message.replace(".msi", ".ms\u00ef"), "latin1"),
    verdict: "malformed",
  },
  { name: "it is larger than any list", text: message + " ".repeat(1024 * 1024), verdict: "malformed" },
])("verifyShasums() refuses a message when $name: $verdict", async ({ text, verdict }) => {
  const result = await verdictOn(text);
  expect(result.verdict).toBe(verdict);
  expect(result).not.toHaveProperty("shasums");
  expect(result.reason).toMatch(/^[A-Z].*\.$/);
});

test("verifyShasums() has a verdict and never throws, whatever single character is changed", async () => {
  const intact = shasumsOf(await verdictOn(message));
  await fc.assert(
    fc.asyncProperty(
      fc.nat(message.length - 1),
      fc.string({ minLength: 0, maxLength: 2, unit: "binary" }),
      async (at, put) => {
        const verdict = await verdictOn(message.slice(0, at) + put + message.slice(at + 1));
        expect(shasumsOf(verdict)).toEqual(verdict.verdict === "valid" ? intact : []);
      },
    ),
    { numRuns: 150 },
  );
});

test("verifyShasums() has a verdict and never throws, whatever the bytes", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 200 }),
      fc.uint8Array({ maxLength: 200 }),
      async (text, signature) => {
        expect((await verifyShasums({ text, signature }, options)).verdict).not.toBe("valid");
        expect((await verifyShasums({ clearsigned: text }, options)).verdict).not.toBe("valid");
      },
    ),
  );
});

const detached = packet(2, forgeSignature(key, Buffer.from(LIST)));

test.each<{ name: string; text: string | Uint8Array; signature: string | Uint8Array; verdict: string }>([
  { name: "as it is", text: LIST, signature: detached, verdict: "valid" },
  { name: "as bytes", text: Buffer.from(LIST), signature: detached, verdict: "valid" },
  { name: "armored", text: LIST, signature: armor("SIGNATURE", detached), verdict: "valid" },
  {
    name: "with CRLF, which are other bytes",
    text: LIST.replaceAll("\n", "\r\n"),
    signature: detached,
    verdict: "bad",
  },
  { name: "with a line end more", text: `${LIST}\n`, signature: detached, verdict: "bad" },
  { name: "with a line more", text: `${LIST}${evil}\n`, signature: detached, verdict: "bad" },
  { name: "with a byte order mark", text: `\uFEFF${LIST}`, signature: detached, verdict: "bad" },
  {
    name: "with a byte order mark in bytes",
    text: Buffer.from(`\uFEFF${LIST}`),
    signature: detached,
    verdict: "bad",
  },
  { name: "without a signature", text: LIST, signature: "", verdict: "unsigned" },
  { name: "with a clear-signed message for a list", text: message, signature: detached, verdict: "bad" },
])(
  "verifyShasums() on a list with a detached signature $name: $verdict",
  async ({ text, signature, verdict }) => {
    expect(await verifyShasums({ text, signature }, options)).toMatchObject({ verdict });
  },
);

test("verifyShasums() takes a text signature beside a list for its lines, whatever ends them", async () => {
  const signature = packet(
    2,
    forgeSignature(key, Buffer.from(LIST.replaceAll("\n", "\r\n")), { type: 0x01 }),
  );
  expect(await verifyShasums({ text: LIST, signature }, options)).toMatchObject({ verdict: "valid" });
  expect(await verifyShasums({ text: LIST.replaceAll("\n", "\r\n"), signature }, options)).toMatchObject({
    verdict: "valid",
  });
});

test.each([
  { version: "24.1.0", verdict: "valid" },
  { version: "v24.1.0", verdict: "valid" },
  { version: undefined, verdict: "valid" },
  { version: "24.1.1", verdict: "wrong-version" },
  { version: "24.1", verdict: "wrong-version" },
  { version: "24.1.0-rc.1", verdict: "wrong-version" },
  { version: "", verdict: "wrong-version" },
])("verifyShasums() asked for version $version: $verdict", async ({ version, verdict }) => {
  const result = await verifyShasums({ clearsigned: message }, { ...options, version });
  expect(result.verdict).toBe(verdict);
  expect("shasums" in result).toBe(verdict === "valid");
});

test("verifyShasums() names no version for a list of several releases or of none", async () => {
  const several = clearsign(listOf("24.1.0") + listOf("24.2.0").split("\n").slice(0, 3).join("\n"), key);
  const none = clearsign(`${CONTENT_SHA256}  node.exe`, key);
  for (const text of [several, none])
    expect(await verdictOn(text)).toMatchObject({ verdict: "valid", version: undefined });
});

const other = forgeKey("rsa2048");
const stranger = forgeKey();
const sign = (by: typeof key, content: string = LIST): Buffer =>
  packet(2, forgeSignature(by, Buffer.from(content)));

test.each([
  { name: "two good ones", signatures: [sign(key), sign(other)], verdict: "valid" },
  { name: "a stranger's and a good one", signatures: [sign(stranger), sign(key)], verdict: "valid" },
  {
    name: "a good one and one of another version",
    signatures: [sign(key), packet(2, Buffer.from([6, 0, 0]))],
    verdict: "valid",
  },
  {
    name: "a good one and a false one",
    signatures: [sign(key), sign(other, "another text")],
    verdict: "bad",
  },
  {
    name: "a false one and a good one",
    signatures: [sign(other, "another text"), sign(key)],
    verdict: "bad",
  },
  { name: "strangers' alone", signatures: [sign(stranger), sign(forgeKey())], verdict: "unknown-key" },
])("verifyShasums() on a list with several signatures, $name: $verdict", async ({ signatures, verdict }) => {
  const both = createKeyring([forgeCertificate(key), forgeCertificate(other)]);
  const result = await verifyShasums(
    { text: LIST, signature: Buffer.concat(signatures) },
    { ...options, keyring: both },
  );
  expect(result.verdict).toBe(verdict);
});

const subkey = forgeKey("p256");
const bySubkey = (certificate: CertificateOptions): Promise<Verdict> =>
  verifyShasums(
    { clearsigned: clearsign(LIST, subkey) },
    { ...options, keyring: keyringOf(key, certificate) },
  );

test.each<{ name: string; certificate: CertificateOptions; verdict: string }>([
  { name: "may sign", certificate: { subkeys: [{ key: subkey }] }, verdict: "valid" },
  {
    name: "may not sign",
    certificate: { subkeys: [{ key: subkey, flags: 0x0c }] },
    verdict: "untrusted-key",
  },
  {
    name: "never said that it is the primary key's",
    certificate: { subkeys: [{ key: subkey, back: "none" }] },
    verdict: "untrusted-key",
  },
  {
    name: "somebody else bound",
    certificate: { subkeys: [{ key: subkey, boundBy: stranger }] },
    verdict: "unknown-key",
  },
  { name: "is revoked", certificate: { subkeys: [{ key: subkey, revokedFor: 2 }] }, verdict: "revoked-key" },
  {
    name: "was replaced later",
    certificate: { subkeys: [{ key: subkey, revokedFor: 1 }] },
    verdict: "revoked-key",
  },
  {
    name: "belongs to a revoked key",
    certificate: { revokedFor: 2, subkeys: [{ key: subkey }] },
    verdict: "revoked-key",
  },
  {
    name: "belongs to a key that only certifies",
    certificate: { flags: 0x01, subkeys: [{ key: subkey }] },
    verdict: "valid",
  },
])("verifyShasums() on a signature by a subkey that $name: $verdict", async ({ certificate, verdict }) => {
  expect(await bySubkey(certificate)).toMatchObject({ verdict });
});

test("verifyShasums() knows nobody by default but the releasers of Node.js", async () => {
  expect(await verifyShasums({ clearsigned: message })).toMatchObject({
    verdict: "unknown-key",
    issuer: key.fingerprint,
  });
});

test("verifyShasums() knows nobody in an empty keyring", async () => {
  expect(
    await verifyShasums({ clearsigned: message }, { ...options, keyring: createKeyring([]) }),
  ).toMatchObject({ verdict: "unknown-key" });
});

test("verifyShasums() takes an unknown policy and an impossible clock for the programmer's mistakes", async () => {
  const policy: "release" = JSON.parse('"lax"');
  await expect(verifyShasums({ clearsigned: message }, { ...options, policy })).rejects.toThrow(TypeError);
  await expect(verifyShasums({ clearsigned: message }, { ...options, now: new Date("x") })).rejects.toThrow(
    TypeError,
  );
});

test("verifyShasums() takes no quadratic time over a hostile text of the largest size", async () => {
  const size = 1024 * 1024 - 2048;
  const signature = armor("SIGNATURE", detached);
  const texts = [
    " ".repeat(size),
    "-".repeat(size),
    `${" ".repeat(size - 9)}x`,
    "\n".repeat(size),
    "- -\n".repeat(size / 4),
  ];
  for (const text of texts) {
    const start = process.cpuUsage();
    expect((await verdictOn(wrapClearsigned(text, signature))).verdict).not.toBe("valid");
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(10_000);
  }
});
