import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { PublishError } from "./errors.js";

export interface CopyArtifactOptions {
  /** Lower-case hex. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Copies a file while it is digested, and has it on the disk: what is signed later is what was written here, whatever
 * happens to the original.
 * @throws PublishError ERR_PUBLISH_ARTIFACT
 */
export async function copyArtifact(
  from: string,
  to: string,
  { sha256, sizeBytes, signal }: CopyArtifactOptions,
): Promise<void> {
  const hash = createHash("sha256");
  let copied = 0;
  const digesting = new Transform({
    transform(chunk: Buffer, _encoding, done): void {
      hash.update(chunk);
      copied += chunk.length;
      done(null, chunk);
    },
  });
  await mkdir(dirname(to), { recursive: true });
  const output = createWriteStream(to, { flush: true, flags: "wx", mode: 0o644 });
  try {
    await pipeline(createReadStream(from), digesting, output, { signal });
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw new PublishError("ERR_PUBLISH_ARTIFACT", `${from} cannot be copied: ${messageOf(cause)}`, {
      hint: "nothing was published",
      cause,
    });
  }
  const found = hash.digest("hex");
  if (found === sha256 && copied === sizeBytes) return;
  throw new PublishError(
    "ERR_PUBLISH_ARTIFACT",
    `${from} has other bytes than were validated: ${copied} of them, sha256 ${found}`,
    { hint: "nothing was published; build or fetch it again" },
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
