import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { withLock } from "@nodewright/artifact-store";
import { commitGeneration, type OnStep } from "./commit-generation.js";
import { formatIndexes } from "./format-indexes.js";
import { channelStore, openReleaseTree } from "./release-tree.js";

/**
 * Writes a channel's indexes anew out of the records of its releases, in one step as promotion does.
 * @returns how many releases they list
 * @throws PublishError ERR_PUBLISH_TREE
 */
export async function reindex(
  root: string,
  channel: string,
  options: { readonly signal?: AbortSignal | undefined; readonly onStep?: OnStep } = {},
): Promise<number> {
  const store = channelStore(root, channel);
  await mkdir(store, { recursive: true });
  return withLock(join(store, "lock"), { signal: options.signal }, async () => {
    const records = await openReleaseTree(root).releases(channel);
    await commitGeneration(root, channel, { indexes: formatIndexes(records) }, options.onStep);
    return records.length;
  });
}
