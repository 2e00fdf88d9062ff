import { nodeReleaseKeyring } from "@nodewright/gpg-verify";
import { expect, test } from "vitest";
import { acceptsShasums } from "../src/accepted-evidence.js";
import type { Evidence } from "../src/evidence.js";

const file = { fileName: "node.tar.gz", sha256: "0".repeat(64) };
const unsigned: Evidence = { kind: "unsigned-shasums", ...file, origin: "https://example.com" };
const integrity: Evidence = {
  kind: "registry-integrity",
  package: "node",
  integrity: "sha512-",
  registry: "npm",
};

function signed(keyFingerprint: string): Evidence {
  return { kind: "release-key", ...file, signer: "somebody", keyFingerprint, reason: "" };
}

const valid = nodeReleaseKeyring.keys.find(({ revoked }) => revoked === undefined)?.fingerprint ?? "";

test("what a key of the ring signed is accepted, as long as it is in the ring and not revoked", () => {
  expect(acceptsShasums([signed(valid)], {})).toBe(true);
  expect(acceptsShasums([signed("0".repeat(40))], {})).toBe(false);
  expect(acceptsShasums([signed(valid)], { keyring: { ...nodeReleaseKeyring, keys: [] } })).toBe(false);
  const revoked = { at: "2026-01-01T00:00:00Z", reason: "compromised" } as const;
  const keys = nodeReleaseKeyring.keys.map((key) => ({ ...key, revoked }));
  expect(acceptsShasums([signed(valid)], { keyring: { ...nodeReleaseKeyring, keys } })).toBe(false);
});

test("what nobody signed is accepted only where that is asked for again", () => {
  expect(acceptsShasums([unsigned], {})).toBe(false);
  expect(acceptsShasums([unsigned], { unsafeSkipSignature: true })).toBe(true);
  expect(acceptsShasums([signed(valid), unsigned], {})).toBe(false);
  expect(acceptsShasums([integrity], { unsafeSkipSignature: true })).toBe(false);
  expect(acceptsShasums([], { unsafeSkipSignature: true })).toBe(false);
});
