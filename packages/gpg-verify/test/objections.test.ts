import { expect, test } from "vitest";
import { namedVersions } from "../src/named-version.js";
import { objectToDates, objectToForm, objectToVersion } from "../src/objections.js";
import { parseSignature, type Signature } from "../src/signature-packet.js";
import { forgeKey, forgeSignature, SIGNED, type SignatureOptions, seconds } from "./support/forge.js";

const key = forgeKey();
const forge = (options: SignatureOptions): Signature =>
  parseSignature(forgeSignature(key, Buffer.alloc(0), options));
const critical = (type: number, data: Uint8Array = Buffer.alloc(4)): SignatureOptions => ({
  extra: [{ type, data, critical: true }],
});

test.each([
  { name: "a plain signature", options: {}, verdict: undefined },
  { name: "MD5", options: { hash: "md5" }, verdict: "weak-hash" },
  { name: "RIPEMD-160", options: { hash: "ripemd160" }, verdict: "weak-hash" },
  { name: "SHA-1, which the policy judges", options: { hash: "sha1" }, verdict: undefined },
  { name: "a critical notation", options: critical(20, Buffer.alloc(8)), verdict: "unsupported" },
  { name: "a critical part that nobody knows", options: critical(110), verdict: "unsupported" },
  { name: "a critical end", options: critical(3), verdict: undefined },
  { name: "a critical signer", options: critical(28), verdict: undefined },
  {
    name: "a notation that is not critical",
    options: { extra: [{ type: 20, data: Buffer.alloc(8) }] },
    verdict: undefined,
  },
])("objectToForm() on $name: $verdict", ({ options, verdict }) => {
  expect(objectToForm(forge(options))?.verdict).toBe(verdict);
});

const window = {
  createdAt: SIGNED * 1000 - 1000,
  expiresAt: undefined,
  retiredAt: undefined,
  revocations: [],
};
const HOUR = 3_600_000;

test.each([
  { name: "a signature of today", options: {}, now: SIGNED * 1000, objects: false },
  { name: "a clock that is half a day slow", options: {}, now: SIGNED * 1000 - 12 * HOUR, objects: false },
  { name: "a signature from the future", options: {}, now: SIGNED * 1000 - 25 * HOUR, objects: true },
  {
    name: "a signature as old as its key",
    options: { createdAt: SIGNED - 1 },
    now: SIGNED * 1000,
    objects: false,
  },
  {
    name: "a signature older than its key",
    options: { createdAt: SIGNED - 2 },
    now: SIGNED * 1000,
    objects: true,
  },
  {
    name: "a signature before its own end",
    options: { extra: [seconds(3, 60)] },
    now: SIGNED * 1000 + 59_999,
    objects: false,
  },
  {
    name: "a signature past its own end",
    options: { extra: [seconds(3, 60)] },
    now: SIGNED * 1000 + 60_000,
    objects: true,
  },
])("objectToDates() on $name: $objects", ({ options, now, objects }) => {
  expect(objectToDates(forge(options), window, now)?.verdict).toBe(objects ? "bad-time" : undefined);
});

test("objectToDates() points at the clock when the signature lies in the future", () => {
  expect(objectToDates(forge({}), window, 0)?.hint).toContain("clock");
});

test.each([
  { names: ["node-v24.1.0.pkg", "node.exe"], asked: "24.1.0", objects: false },
  { names: ["node-v24.1.0.pkg", "node.exe"], asked: undefined, objects: false },
  { names: ["node-v24.1.0.pkg", "node.exe"], asked: "24.1.1", objects: true },
  { names: ["node-v24.1.0-rc.1.pkg"], asked: "24.1.0", objects: true },
  { names: ["node-v24.1.0.pkg"], asked: "24.1.0-rc.1", objects: true },
  { names: ["node-v24.1.0.pkg", "node-v24.1.1.pkg"], asked: "24.1.0", objects: true },
  { names: ["node-v24.1.0.pkg", "node-v24x"], asked: "24.1.0", objects: true },
  { names: ["node.exe"], asked: "24.1.0", objects: true },
])("objectToVersion() on $names, asked for $asked: $objects", ({ names, asked, objects }) => {
  expect(objectToVersion(namedVersions(names), asked)?.verdict).toBe(objects ? "wrong-version" : undefined);
});

test("objectToVersion() names the file that gives another version away", () => {
  const names = ["node-v24.1.0.pkg", "node-v23.0.0.pkg"];
  expect(objectToVersion(namedVersions(names), "24.1.0")?.reason).toContain("node-v23.0.0.pkg");
});
