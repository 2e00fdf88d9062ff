import { createHash } from "node:crypto";

/** What stands beside a published tarball: its manifest, and the manifest's signature. */
export const COMPANION_SUFFIXES = [".json", ".json.asc"] as const;

/** True for the companion of one of `keys`. */
export function isCompanion(key: string, keys: ReadonlySet<string>): boolean {
  return COMPANION_SUFFIXES.some((suffix) => key.endsWith(suffix) && keys.has(key.slice(0, -suffix.length)));
}

/** Lower-case hex. */
export async function sha256Of(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest("hex");
}
