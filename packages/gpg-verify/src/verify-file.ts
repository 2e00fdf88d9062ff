import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { GpgError } from "./errors.js";
import type { DigestAlgorithm } from "./shasums.js";
import type { Verdict } from "./verdict.js";
import { type VerifiedShasums, verifiedShasums } from "./verified-digest.js";

interface FileVerdictBase {
  readonly fileName: string;
  /** One sentence for people. */
  readonly reason: string;
}

/** Whether a file's bytes are those that the list's signer signed. */
export type FileVerdict =
  | (FileVerdictBase & {
      readonly verdict: "valid" | "bad-digest";
      readonly algorithm: DigestAlgorithm;
      /** Lower-case hex digits. */
      readonly expected: string;
      readonly actual: string;
      readonly sizeBytes: number;
    })
  | (FileVerdictBase & { readonly verdict: "not-listed" });

/**
 * Digests a file, or the bytes of a stream, and compares them with the signed list. `fileName` is the
 * name in the list, such as `win-x64/node.exe`; see listedName to find it from a path.
 *
 * The verdict speaks of the bytes that were read: who reads the file again later reads other bytes.
 * @throws {GpgError} `ERR_GPG_NOT_VALID`: the list itself must not be used; `ERR_GPG_FILE`: the bytes
 * cannot be read.
 */
export async function verifyFile(
  file: string | AsyncIterable<Uint8Array>,
  verdict: Verdict | VerifiedShasums,
  fileName: string,
): Promise<FileVerdict> {
  const digest = verifiedShasums(verdict).get(fileName);
  if (digest === undefined) {
    return Object.freeze({
      verdict: "not-listed",
      fileName,
      reason: `${fileName} is not in the signed list.`,
    });
  }
  const { actual, sizeBytes } = await digestOf(file, digest.algorithm);
  const isSame = actual === digest.hex;
  return Object.freeze({
    verdict: isSame ? "valid" : "bad-digest",
    fileName,
    reason: isSame
      ? `${fileName} is the file that was signed.`
      : `${fileName} is not the file that was signed: its ${digest.algorithm} is ${actual}, where ${digest.hex} was signed.`,
    algorithm: digest.algorithm,
    expected: digest.hex,
    actual,
    sizeBytes,
  });
}

async function digestOf(
  file: string | AsyncIterable<Uint8Array>,
  algorithm: DigestAlgorithm,
): Promise<{ readonly actual: string; readonly sizeBytes: number }> {
  const hash = createHash(algorithm);
  let sizeBytes = 0;
  try {
    const chunks: AsyncIterable<Uint8Array> = typeof file === "string" ? createReadStream(file) : file;
    for await (const chunk of chunks) {
      hash.update(chunk);
      sizeBytes += chunk.byteLength;
    }
  } catch (cause) {
    const what = typeof file === "string" ? file : "the stream";
    throw new GpgError(
      "ERR_GPG_FILE",
      `Cannot read ${what}: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
  return { actual: hash.digest("hex"), sizeBytes };
}
