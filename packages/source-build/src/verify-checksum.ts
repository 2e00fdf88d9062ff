import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { BuildContext } from "./context.js";
import { log } from "./run-command.js";

/** A digest tells its algorithm by its length. */
const ALGORITHMS: Readonly<Record<number, string>> = { 32: "md5", 40: "sha1", 64: "sha256" };

/**
 * Whether a file is what its digest says; the log tells when it is not. Nothing is asked of the machine
 * for this, so there is no machine on which a wrong file passes.
 *
 * @param file As it is called in messages, relative to `cwd`.
 * @param digest Undefined where nothing pins the file.
 */
export async function verifyChecksum(
  context: Pick<BuildContext, "logFd">,
  { cwd, file, digest }: { readonly cwd: string; readonly file: string; readonly digest: string | undefined },
): Promise<boolean> {
  if (digest === undefined) return true;
  const expected = digest.replace(/[A-F]/g, (digit) => digit.toLowerCase());
  const algorithm = ALGORITHMS[expected.length];
  if (algorithm === undefined) {
    log(
      context,
      `\nunexpected checksum length: ${expected.length} (${expected})\nexpected 0 (no checksum), 32 (MD5), 40 (SHA-1), or 64 (SHA2-256)\n\n`,
    );
    return false;
  }
  const hash = createHash(algorithm);
  await pipeline(createReadStream(join(cwd, file)), hash);
  const computed = hash.digest("hex");
  if (computed === expected) return true;
  log(context, `\nchecksum mismatch: ${file} (file is corrupt)\nexpected ${expected}, got ${computed}\n\n`);
  return false;
}
