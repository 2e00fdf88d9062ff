import { once } from "node:events";
import { PassThrough } from "node:stream";
import type { Cache, CacheDigest } from "@nodewright/artifact-store";

/**
 * Hands bytes on and puts them into the cache on the way. The cache proves them by itself; when it cannot keep
 * them (a full disk, a read-only home) they are handed on all the same.
 */
export async function* keepWhilePassing(
  body: AsyncIterable<Uint8Array>,
  cache: Cache,
  digest: CacheDigest,
): AsyncGenerator<Uint8Array> {
  const side = new PassThrough({ highWaterMark: 4 << 20 });
  // It is destroyed with the body's error, which the body's reader gets; nobody else needs to hear of it.
  side.on("error", () => {});
  const kept = cache.put(side, digest).catch(() => void side.resume());
  try {
    for await (const chunk of body) {
      if (!side.write(chunk) && !side.destroyed) await Promise.race([once(side, "drain"), kept]);
      yield chunk;
    }
    side.end();
    await kept;
  } catch (error) {
    side.destroy(error instanceof Error ? error : undefined);
    await kept;
    throw error;
  } finally {
    side.destroy();
  }
}
