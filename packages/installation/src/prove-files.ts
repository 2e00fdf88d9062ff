import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { FileProof } from "@nodewright/release-source";
import { InstallError } from "./errors.js";

/**
 * Compares single files of a prefix with digests that a signed list names.
 * @throws InstallError ERR_INSTALL_DIGEST on the first difference
 */
export async function proveFiles(prefix: string, proofs: readonly FileProof[]): Promise<void> {
  for (const { path, sha256 } of proofs) {
    const hash = createHash("sha256");
    await pipeline(createReadStream(join(prefix, path), { highWaterMark: 1 << 20 }), hash);
    const actual = hash.digest("hex");
    if (actual === sha256) continue;
    throw new InstallError(
      "ERR_INSTALL_DIGEST",
      `${path} is not the file that the signed list names: sha256 ${actual}, signed ${sha256}`,
      {
        hint: "nothing was installed; do not use this source and tell its operator",
      },
    );
  }
}
