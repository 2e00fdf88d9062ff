import { createHash } from "node:crypto";
import type { ManifestEntry, PrebuildManifest } from "../../src/integrity/prebuild-manifest.js";
import { TARBALL } from "./install.js";

/** The entry of a tarball with the real addon for linux-x64-glibc. */
export function manifestEntry(fields: Partial<ManifestEntry> = {}): ManifestEntry {
  return {
    file: `v1.2.3/${TARBALL}`,
    sizeBytes: 1,
    sha256: "0".repeat(64),
    target: "linux-x64-glibc",
    runtime: "node",
    nodeApi: 8,
    glibcFloor: "2.17",
    addon: "my_addon.node",
    files: [{ path: "my_addon.node", sizeBytes: 1, sha256: "0".repeat(64) }],
    ...fields,
  };
}

export function prebuildManifest(fields: Partial<PrebuildManifest> = {}): PrebuildManifest {
  return {
    schema: 1,
    name: "my-addon",
    version: "1.2.3",
    coreVersion: "0.1.0",
    prebuilds: [manifestEntry()],
    ...fields,
  };
}

export function sha256(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
