import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { FileProof } from "@nodewright/release-source";
import { noExecutable } from "./check-binary.js";
import { errorCode, InstallError } from "./errors.js";

/**
 * Compares single files of a prefix with digests that a signed list names.
 * @throws InstallError ERR_INSTALL_DIGEST on the first difference, ERR_INSTALL_INCOMPLETE when a file is missing
 */
export async function proveFiles(prefix: string, proofs: readonly FileProof[]): Promise<void> {
  for (const { path, sha256 } of proofs) {
    const actual = await digestOf(join(prefix, path));
    if (actual === sha256) continue;
    throw new InstallError(
      "ERR_INSTALL_DIGEST",
      `${path} is not the file that the signed list names: sha256 ${actual}, signed ${sha256}`,
      { hint: "nothing was installed; do not use this source and tell its operator" },
    );
  }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  } catch (error) {
    throw errorCode(error) === "ENOENT" ? noExecutable(error) : error;
  }
  return hash.digest("hex");
}
