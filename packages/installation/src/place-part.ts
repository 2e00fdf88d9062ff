import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, rename, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type CacheDigest, download, type ExpectedDigest, unpack } from "@nodewright/artifact-store";
import type { OfferPart } from "@nodewright/release-source";
import { InstallError } from "./errors.js";
import type { InstallOptions } from "./install-node.js";
import { keepWhilePassing } from "./keep-while-passing.js";

type PlaceOptions = Pick<InstallOptions, "client" | "cache" | "offline" | "signal" | "onEvent">;

/**
 * Unpacks one part of an offer into its place in the stage, from the cache, a file or the network. The bytes are
 * compared with the part's digests as they pass; a difference is an error before anything leaves the stage.
 * @throws ArtifactError for what went wrong on the way; InstallError ERR_INSTALL_DIGEST, ERR_INSTALL_OFFLINE
 */
export async function placePart(part: OfferPart, stage: string, options: PlaceOptions): Promise<void> {
  const folder = join(stage, `.part-${part.fileName}`);
  await unpack(await openPart(part, options), {
    into: folder,
    stripComponents: part.stripComponents,
    filter: ({ path }) => !part.omit.includes(path),
    signal: options.signal,
  });
  await (part.into === "" ? moveContents(folder, stage) : moveFolder(folder, join(stage, part.into)));
}

async function openPart(part: OfferPart, options: PlaceOptions): Promise<AsyncIterable<Uint8Array> | string> {
  const { origin, fileName, digests } = part;
  if ("path" in origin) return readProven(origin.path, part);
  const cached = digests.find(isCacheDigest);
  const kept =
    cached === undefined ? undefined : await options.cache?.get(cached, { signal: options.signal });
  if (kept !== undefined) {
    options.onEvent?.({ type: "cached", fileName });
    return kept;
  }
  if (options.offline === true) {
    throw new InstallError(
      "ERR_INSTALL_OFFLINE",
      `${fileName} is not in the cache: offline, nothing is fetched`,
      {
        hint: "run the same command once without --offline",
      },
    );
  }
  const { body } = download({
    urls: origin.urls,
    client: options.client,
    headers: origin.headers,
    expect: digests,
    signal: options.signal,
    onProgress: ({ receivedBytes, totalBytes }) =>
      options.onEvent?.({ type: "progress", fileName, receivedBytes, totalBytes }),
    onRetry: ({ error }) => options.onEvent?.({ type: "retry", fileName, reason: error.message }),
  });
  return options.cache === undefined || cached === undefined
    ? body
    : keepWhilePassing(body, options.cache, cached);
}

function isCacheDigest(digest: ExpectedDigest): digest is CacheDigest {
  return digest.algorithm === "sha256" || digest.algorithm === "sha512";
}

/** A local file is proven like a download: its name and place say nothing about its bytes. */
async function* readProven(path: string, { digests }: OfferPart): AsyncGenerator<Uint8Array> {
  const hashes = digests.map(({ algorithm }) => createHash(algorithm));
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    for (const hash of hashes) hash.update(chunk);
    yield chunk;
  }
  for (const [index, { algorithm, digest }] of digests.entries()) {
    const actual = hashes[index]?.digest("hex");
    if (actual === digest) continue;
    throw new InstallError(
      "ERR_INSTALL_DIGEST",
      `${path} is not the file that was listed: ${algorithm} ${actual}, listed ${digest}`,
      {
        hint: "the file is damaged or was changed: copy it again, or use another source",
      },
    );
  }
}

async function moveContents(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) await rename(join(from, name), join(to, name));
  await rmdir(from);
}

async function moveFolder(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
}
