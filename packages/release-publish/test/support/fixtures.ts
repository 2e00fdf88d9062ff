import { createHash, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateSigningKey } from "@nodewright/gpg-verify";
import { onTestFinished } from "vitest";
import type { Artifact, Promotion, SigningKeys } from "../../src/promote.js";

/** Both keys of a farm. */
export async function makeKeys(): Promise<SigningKeys> {
  const { privateKey, publicKey } = await generateSigningKey({ name: "Farm", email: "farm@example.org" });
  const provenance = generateKeyPairSync("ed25519").privateKey;
  const provenanceKey = provenance.export({ type: "pkcs8", format: "pem" }).toString();
  return { privateKey, publicKey, provenanceKey };
}

/** A folder that lasts as long as the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "release-publish-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const sha256 = (bytes: string | Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");

/** A built file with the given bytes. */
export function artifact(folder: string, fileName: string, bytes = `bytes of ${fileName}`): Artifact {
  const path = join(folder, `${sha256(bytes).slice(0, 8)}-${fileName}`);
  writeFileSync(path, bytes);
  return {
    path,
    fileName,
    sha256: sha256(bytes),
    sizeBytes: Buffer.byteLength(bytes),
    build: {
      version: "v24.1.0",
      target: "linux-x64-musl",
      recipe: { name: "musl", digest: "ab".repeat(32) },
      dependencies: [{ uri: "https://nodejs.org/dist/v24.1.0/node-v24.1.0.tar.xz", sha256: "cd".repeat(32) }],
      builder: "https://farm.example.org",
      invocation: "job-1",
      startedAt: new Date("2026-11-20T10:00:00Z"),
      finishedAt: new Date("2026-11-20T11:00:00Z"),
      coreVersion: "0.1.0",
    },
  };
}

export function promotionOf(artifacts: readonly Artifact[], version = "v24.1.0"): Promotion {
  const components = { v8: "13.6.233.8-node.17", modules: "137" };
  return { release: { version, date: "2026-11-19", lts: false, security: false, components }, artifacts };
}

export const now = (): Date => new Date("2026-11-21T12:00:00Z");
