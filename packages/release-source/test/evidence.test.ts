import { describe, expect, it, test } from "vitest";
import { describeEvidence, type Evidence, isSigned, parseEvidence } from "../src/evidence.js";

const releaseKey: Evidence = {
  kind: "release-key",
  fileName: "node-v24.21.0-linux-x64.tar.gz",
  sha256: "ab".repeat(32),
  signer: "A Releaser <a@example.org>",
  keyFingerprint: "8fccA13FEF1D0C2E91008E09770F7A9A5AE15600",
  reason: "a trusted key signed it",
};
const unsigned: Evidence = {
  kind: "unsigned-shasums",
  fileName: "f.zip",
  sha256: "cd".repeat(32),
  origin: "https://mirror/v1.2.3",
};
const integrity: Evidence = {
  kind: "registry-integrity",
  package: "npm@11.0.0",
  integrity: "sha512-abc==",
  registry: "https://r/",
};
const pinned: Evidence = {
  kind: "lockfile",
  fileName: "f.zip",
  digest: "ab".repeat(32),
  lockfile: "nodewright.lock",
  vouched: ["f.zip: sha256 signed by A Releaser"],
};
const signature: Evidence = { kind: "registry-signature", package: "npm@11.0.0", keyId: "SHA256:x" };

test.each<[Evidence, string]>([
  [
    releaseKey,
    "node-v24.21.0-linux-x64.tar.gz: sha256 signed by A Releaser <a@example.org> (key 770F7A9A5AE15600)",
  ],
  [unsigned, "f.zip: sha256 from https://mirror/v1.2.3, signature not checked"],
  [integrity, "npm@11.0.0: sha512 integrity from https://r/"],
  [signature, "npm@11.0.0: signed by the npm registry (key SHA256:x)"],
  [pinned, "f.zip: digest pinned by nodewright.lock"],
])("describeEvidence($kind)", (evidence, text) => {
  expect(describeEvidence(evidence)).toBe(text);
});

test.each<[readonly Evidence[], boolean]>([
  [[], false],
  [[unsigned, integrity], false],
  [[pinned], false],
  [[integrity, signature], true],
  [[releaseKey], true],
])("isSigned() of %j is %s", (evidence, expected) => {
  expect(isSigned(evidence)).toBe(expected);
});

describe("parseEvidence", () => {
  it.each([releaseKey, unsigned, integrity, signature, pinned])("reads back $kind", (evidence) => {
    expect(parseEvidence(JSON.parse(JSON.stringify(evidence)))).toEqual(evidence);
  });

  it.each([undefined, null, "x", {}, { kind: "other" }, { ...signature, keyId: 5 }])(
    "does not understand %j",
    (value) => {
      expect(parseEvidence(value)).toBeUndefined();
    },
  );
});
