import type { Verdict } from "./verdict.js";

/**
 * A verdict for people: the sentence, then one fact a line. Plain text without colours; what a stranger
 * wrote into it has no control characters. Who a false signature names is a claim, and is called so.
 */
export function formatVerdict(verdict: Verdict): string {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["verdict", `${verdict.verdict} (policy ${verdict.policy}, rule ${verdict.rule})`],
    [verdict.verdict === "bad" ? "claims" : "signer", verdict.signer],
    ["key", describeKey(verdict)],
    [
      "primary key",
      verdict.primaryFingerprint === verdict.keyFingerprint ? undefined : verdict.primaryFingerprint,
    ],
    ["signed at", describeDate(verdict)],
    ["key status", describeStatus(verdict)],
    ["version", verdict.verdict === "valid" ? verdict.version : undefined],
    ["files", verdict.verdict === "valid" ? String(verdict.shasums.size) : undefined],
    ["note", verdict.hasUnsignedText ? "text outside the signed message was left out" : undefined],
    ["hint", verdict.verdict === "valid" ? undefined : verdict.hint],
  ];
  const lines = facts.flatMap(([name, value]) =>
    value === undefined ? [] : `  ${`${name}:`.padEnd(13)}${value}`,
  );
  return [verdict.reason, ...lines].map(printable).join("\n");
}

function describeKey(verdict: Verdict): string | undefined {
  if (verdict.keyFingerprint !== undefined) return `${verdict.keyFingerprint} (${verdict.keyAlgorithm})`;
  return verdict.verdict === "valid" ? undefined : verdict.issuer;
}

function describeDate({ createdAt, hash }: Verdict): string | undefined {
  return createdAt === undefined ? undefined : `${createdAt}, over ${hash}`;
}

function describeStatus({ keyStatusAtSigning, keyStatusNow, keyExpiresAt }: Verdict): string | undefined {
  if (keyStatusAtSigning === undefined) return undefined;
  const expiry = keyExpiresAt === undefined ? "" : `, valid until ${keyExpiresAt.slice(0, 10)}`;
  return `${keyStatusAtSigning} when it signed, ${keyStatusNow} now${expiry}`;
}

function printable(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "\uFFFD");
}
