import { expect, test } from "vitest";
import { createKeyring, type PublicKeyInput } from "../src/create-keyring.js";
import { findKeys } from "../src/find-keys.js";
import { keyWindow } from "../src/key-status.js";
import { type Case, judge, statusNowOf } from "../src/policy.js";
import type { Policy } from "../src/verdict.js";
import { type CertificateOptions, forgeCertificate, forgeKey, type KeyKind } from "./support/forge.js";

const MADE = Date.UTC(2010, 0, 1) / 1000;
const DAY = 86_400;
const date = (day: string): number => Date.parse(`${day}T00:00:00Z`);

interface Setting {
  readonly kind?: KeyKind;
  readonly certificate?: CertificateOptions;
  readonly input?: Omit<PublicKeyInput, "key">;
  readonly signed?: string;
  readonly hash?: Case["hash"];
  readonly list?: Case["listAlgorithm"];
}

function caseOf({
  kind,
  certificate,
  input,
  signed = "2020-01-01",
  hash = "sha256",
  list = "sha256",
}: Setting): Case {
  const key = forgeKey(kind, MADE);
  const keyring = createKeyring({ key: forgeCertificate(key, certificate), ...input });
  const [found] = findKeys(keyring, key.fingerprint);
  if (found === undefined) throw new Error("no key");
  return {
    found,
    window: keyWindow(found),
    signedAt: date(signed),
    now: date("2024-01-01"),
    hash,
    listAlgorithm: list,
  };
}

const lifetime = (until: string): number => date(until) / 1000 - MADE;
const retired = { status: "retired" as const };
const policies: readonly Policy[] = ["strict", "release", "historic"];

/** Verdicts under strict, release and historic. */
test.each<{ name: string; setting: Setting; verdicts: readonly [string, string, string] }>([
  { name: "an active key", setting: {}, verdicts: ["valid", "valid", "valid"] },
  { name: "a retired key", setting: { input: retired }, verdicts: ["untrusted-key", "valid", "valid"] },
  {
    name: "a key before its retirement",
    setting: { input: { ...retired, retiredAt: new Date("2020-01-02") } },
    verdicts: ["untrusted-key", "valid", "valid"],
  },
  {
    name: "a key after its retirement",
    setting: { input: { ...retired, retiredAt: new Date("2019-12-31") } },
    verdicts: ["untrusted-key", "untrusted-key", "valid"],
  },
  {
    name: "a key that expired since",
    setting: { certificate: { lifetime: lifetime("2021-01-01") } },
    verdicts: ["valid", "valid", "valid"],
  },
  {
    name: "a key that had expired",
    setting: { certificate: { lifetime: lifetime("2019-01-01") } },
    verdicts: ["expired-key", "valid", "valid"],
  },
  {
    name: "a compromised key, signed long before",
    setting: { certificate: { revokedFor: 2, revokedAt: date("2023-01-01") / 1000 } },
    verdicts: ["revoked-key", "revoked-key", "revoked-key"],
  },
  {
    name: "a key revoked without a reason",
    setting: { certificate: { revokedFor: 0, revokedAt: date("2023-01-01") / 1000 } },
    verdicts: ["revoked-key", "revoked-key", "revoked-key"],
  },
  {
    name: "a key that was replaced since",
    setting: { certificate: { revokedFor: 1, revokedAt: date("2023-01-01") / 1000 } },
    verdicts: ["revoked-key", "revoked-key", "valid"],
  },
  {
    name: "a key that had been replaced",
    setting: { certificate: { revokedFor: 3, revokedAt: date("2019-01-01") / 1000 } },
    verdicts: ["revoked-key", "revoked-key", "revoked-key"],
  },
  {
    name: "a key that only certifies",
    setting: { certificate: { flags: 0x01 } },
    verdicts: ["untrusted-key", "untrusted-key", "untrusted-key"],
  },
  {
    name: "SHA-1 in 2016-09",
    setting: { hash: "sha1", signed: "2016-09-30" },
    verdicts: ["weak-hash", "valid", "valid"],
  },
  {
    name: "SHA-1 in 2016-10",
    setting: { hash: "sha1", signed: "2016-10-01" },
    verdicts: ["weak-hash", "weak-hash", "valid"],
  },
  {
    name: "a SHA-1 list in 2014",
    setting: { list: "sha1", signed: "2014-01-01" },
    verdicts: ["weak-hash", "valid", "valid"],
  },
  { name: "a SHA-1 list in 2020", setting: { list: "sha1" }, verdicts: ["weak-hash", "weak-hash", "valid"] },
  {
    name: "DSA in 2014",
    setting: { kind: "dsa1024", signed: "2014-01-01" },
    verdicts: ["weak-key", "valid", "valid"],
  },
  { name: "DSA in 2020", setting: { kind: "dsa1024" }, verdicts: ["weak-key", "weak-key", "valid"] },
  {
    name: "RSA of 1024 bits",
    setting: { kind: "rsa1024", signed: "2014-01-01" },
    verdicts: ["weak-key", "weak-key", "valid"],
  },
  { name: "RSA of 2048 bits", setting: { kind: "rsa2048" }, verdicts: ["valid", "valid", "valid"] },
])("judge() on $name: $verdicts", ({ setting, verdicts }) => {
  const evidence = caseOf(setting);
  expect(policies.map((policy) => judge(policy, evidence).verdict)).toEqual(verdicts);
});

test.each<{ name: string; setting: Setting; policy: Policy; rule: string; reason: RegExp }>([
  {
    name: "an active key",
    setting: {},
    policy: "strict",
    rule: "trusted-key",
    reason: /signed this list on 2020-01-01\.$/,
  },
  {
    name: "a retired key",
    setting: { input: retired },
    policy: "release",
    rule: "trusted-when-signed",
    reason: /retired today/,
  },
  {
    name: "a key that expired since",
    setting: { certificate: { lifetime: lifetime("2021-01-01") } },
    policy: "strict",
    rule: "trusted-when-signed",
    reason: /expired today/,
  },
  {
    name: "a key that had expired",
    setting: { certificate: { lifetime: lifetime("2019-01-01") } },
    policy: "release",
    rule: "pinned-though-expired",
    reason: /had expired on 2019-01-01/,
  },
  {
    name: "SHA-1 in 2014",
    setting: { hash: "sha1", signed: "2014-01-01" },
    policy: "release",
    rule: "weak-but-dated",
    reason: /weak/,
  },
  { name: "SHA-1 in 2020", setting: { hash: "sha1" }, policy: "historic", rule: "historic", reason: /weak/ },
  {
    name: "a signature after retirement",
    setting: { input: { ...retired, retiredAt: new Date("2019-01-01") } },
    policy: "historic",
    rule: "historic",
    reason: /after the key was retired/,
  },
  {
    name: "a key that was replaced since",
    setting: { certificate: { revokedFor: 1, revokedAt: date("2023-01-01") / 1000 } },
    policy: "historic",
    rule: "historic",
    reason: /revoked today/,
  },
])("judge() names the rule for $name under $policy: $rule", ({ setting, policy, rule, reason }) => {
  expect(judge(policy, caseOf(setting))).toMatchObject({
    verdict: "valid",
    rule,
    reason: expect.stringMatching(reason),
  });
});

test("judge() objects to a revocation before anything else", () => {
  const evidence = caseOf({
    kind: "dsa1024",
    hash: "sha1",
    input: retired,
    certificate: { revokedFor: 2, lifetime: DAY },
  });
  expect(judge("strict", evidence)).toMatchObject({ verdict: "revoked-key", rule: "key-not-revoked" });
});

test("statusNowOf() takes a retired key without a date for retired", () => {
  const { found, window, now } = caseOf({ input: retired });
  expect(statusNowOf(found.entry, window, now)).toBe("retired");
  expect(statusNowOf({ ...found.entry, status: "active" }, window, now)).toBe("active");
});
