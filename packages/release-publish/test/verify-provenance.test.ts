import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signEnvelope } from "../src/dsse.js";
import { formatProvenance, provenanceOf } from "../src/provenance.js";
import { verifyProvenance } from "../src/verify-provenance.js";
import { artifact, temporaryFolder } from "./support/fixtures.js";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const publicKeys = [publicKey];

function lineFor(sha256: string): string {
  const { build } = artifact(temporaryFolder(), "node-v24.1.0-linux-x64-musl.tar.gz");
  return formatProvenance(provenanceOf({ name: "node.tar.gz", sha256 }, build), privateKey);
}

describe("verifyProvenance", () => {
  const sha256 = "12".repeat(32);

  it("names who built it", () => {
    expect(verifyProvenance(lineFor(sha256), { publicKeys, sha256 })).toMatchObject({
      verdict: "valid",
      reason: "node.tar.gz was built by https://farm.example.org on 2026-11-20",
    });
  });

  it("finds the statement about these bytes among several", () => {
    const lines = lineFor("34".repeat(32)) + lineFor(sha256);
    expect(verifyProvenance(lines, { publicKeys, sha256: sha256.toUpperCase() }).verdict).toBe("valid");
  });

  const refused: readonly (readonly [string, () => string, readonly KeyObject[]])[] = [
    ["wrong-subject", () => lineFor("34".repeat(32)), publicKeys],
    ["unknown-key", () => lineFor(sha256), [generateKeyPairSync("ed25519").publicKey]],
    ["unknown-key", () => lineFor(sha256), []],
    ["bad", () => lineFor(sha256).replace(/"payload":"./, '"payload":"f'), publicKeys],
    ["malformed", () => "", publicKeys],
    ["malformed", () => "<html>", publicKeys],
    ["malformed", () => JSON.stringify(signEnvelope("{}", privateKey)), publicKeys],
  ];

  it.each(refused)("%s", (verdict, make, keys) => {
    expect(verifyProvenance(make(), { publicKeys: keys, sha256 }).verdict).toBe(verdict);
  });
});
