import { once } from "node:events";
import { PassThrough } from "node:stream";
import type { Cache, CacheDigest } from "@nodewright/artifact-store";

/** So much may be on its way to a slow disk before the reader has to wait for it. */
const pendingBytes = 4 << 20;

/**
 * Hands bytes on and puts them into the cache on the way. They must be proven by their source, which throws at its
 * end where they are wrong, as a download with its digests does; when the cache cannot keep
 * them (a full disk, a read-only home) they are handed on all the same. Bytes that do not come to their end are
 * not kept.
 */
export async function* keepWhilePassing(
  body: AsyncIterable<Uint8Array>,
  cache: Pick<Cache, "put">,
  digest: CacheDigest,
): AsyncGenerator<Uint8Array> {
  const side = new PassThrough({ highWaterMark: pendingBytes });
  side.on("error", () => {});
  let isKeeping = true;
  const kept = cache.put(side, digest, { isProven: true }).then(
    () => {},
    () => {
      isKeeping = false;
    },
  );
  try {
    for await (const chunk of body) {
      if (isKeeping && !side.write(chunk)) await Promise.race([once(side, "drain"), kept]);
      yield chunk;
    }
    side.end();
  } finally {
    // Where the body failed or the reader stopped, the cache sees a stream that breaks off, and keeps nothing.
    if (!side.writableEnded) side.destroy();
    await kept;
  }
}
