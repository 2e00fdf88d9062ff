import { type Farm, readUpstreamIndex } from "@nodewright/build-farm";
import { parseVersion, type ReleaseRow } from "@nodewright/release-index";
import { channelOf } from "@nodewright/release-publish";

/** What upstream's index says of a version; undefined where it says nothing, or no channel is configured for it. */
export async function rowOfVersion(
  farm: Farm,
  text: string,
  signal: AbortSignal,
): Promise<ReleaseRow | undefined> {
  const version = parseVersion(text).text;
  const channel = channelOf(version);
  if (!Object.hasOwn(farm.config.channels, channel)) return undefined;
  const rows = await readUpstreamIndex(farm, channel, signal);
  return rows.find((row) => row.version === version);
}
