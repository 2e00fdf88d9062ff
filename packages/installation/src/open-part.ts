import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type CacheDigest, download, type ExpectedDigest } from "@nodewright/artifact-store";
import type { OfferPart } from "@nodewright/release-source";
import { errorCode, InstallError, messageOf } from "./errors.js";
import type { InstallOptions } from "./install-node.js";
import { keepWhilePassing } from "./keep-while-passing.js";

export type PartOptions = Pick<InstallOptions, "client" | "cache" | "offline" | "signal" | "onEvent">;

/**
 * The bytes of a part, from its file, the cache or the network; those of the network go into the cache on their
 * way. They are compared with the part's digests as they pass: a difference is an error at their end, so whatever
 * was made of them until then has to be taken back.
 * @returns the bytes, or the path of a file in the cache that has just been proven
 * @throws InstallError ERR_INSTALL_OFFLINE
 */
export async function openPart(
  part: OfferPart,
  options: PartOptions,
): Promise<AsyncIterable<Uint8Array> | string> {
  const { origin, fileName, digests } = part;
  if ("path" in origin) return readProven(origin.path, digests);
  const key = digests.find(isCacheDigest);
  const kept = key && (await fromCache(key, options));
  if (kept !== undefined) {
    options.onEvent?.({ type: "cached", fileName });
    return kept;
  }
  if (options.offline === true) {
    throw new InstallError(
      "ERR_INSTALL_OFFLINE",
      `${fileName} is not in the cache: offline, nothing is fetched`,
      { hint: "run the same command once without --offline" },
    );
  }
  const { body } = download({
    ...origin,
    client: options.client,
    expect: digests,
    signal: options.signal,
    onProgress: ({ receivedBytes, totalBytes }) =>
      options.onEvent?.({ type: "progress", fileName, receivedBytes, totalBytes }),
    onRetry: ({ error }) => options.onEvent?.({ type: "retry", fileName, reason: error.message }),
  });
  return options.cache === undefined || key === undefined ? body : keepWhilePassing(body, options.cache, key);
}

function isCacheDigest(digest: ExpectedDigest): digest is CacheDigest {
  return digest.algorithm === "sha256" || digest.algorithm === "sha512";
}

/** A cache that cannot be read is as good as an empty one. */
async function fromCache(key: CacheDigest, { cache, signal }: PartOptions): Promise<string | undefined> {
  try {
    return await cache?.get(key, { signal });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return undefined;
  }
}

/** A local file is proven like a download: its name and place say nothing about its bytes. */
async function* readProven(path: string, digests: readonly ExpectedDigest[]): AsyncGenerator<Uint8Array> {
  const hashes = digests.map((expected) => ({ expected, hash: createHash(expected.algorithm) }));
  for await (const chunk of readFile(path)) {
    for (const { hash } of hashes) hash.update(chunk);
    yield chunk;
  }
  for (const { expected, hash } of hashes) {
    const actual = hash.digest("hex");
    if (actual === expected.digest) continue;
    throw new InstallError(
      "ERR_INSTALL_DIGEST",
      `${path} is not the file that was listed: ${expected.algorithm} ${actual}, listed ${expected.digest}`,
      { hint: "the file is damaged or was changed: copy it again, or use another source" },
    );
  }
}

async function* readFile(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: 1 << 20 });
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    throw new InstallError("ERR_INSTALL_INCOMPLETE", `${path} cannot be read: ${messageOf(error)}`, {
      hint: "check the source's folder, or use another source",
      cause: error,
    });
  }
}
