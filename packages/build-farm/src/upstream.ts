import { downloadToFile } from "@nodewright/artifact-store";
import { parseIndex, type ReleaseRow } from "@nodewright/release-index";
import { channelOf } from "@nodewright/release-publish";
import { isAbsence, type ProvenShasums, proveShasums } from "@nodewright/release-source";
import { FarmError } from "./errors.js";
import type { ChannelConfig } from "./farm-config.js";
import type { Farm } from "./open-farm.js";

/** What is used of a farm here. */
export type UpstreamFarm = Pick<Farm, "client" | "config" | "upstreamKeyring" | "now">;

/** A source archive of a release, proven. */
export interface ProvenSource {
  readonly fileName: string;
  readonly url: string;
  readonly sha256: string;
}

/** The channel that a version comes from. @throws FarmError ERR_FARM_UPSTREAM where none is configured */
export function channelConfigOf(farm: Pick<Farm, "config">, channel: string): ChannelConfig {
  const found = Object.hasOwn(farm.config.channels, channel) ? farm.config.channels[channel] : undefined;
  if (found !== undefined) return found;
  throw new FarmError("ERR_FARM_UPSTREAM", `farm.json has no channel ${channel}`, {
    hint: `it has: ${Object.keys(farm.config.channels).join(", ")}`,
  });
}

/** The rows of a channel's index. @throws FarmError ERR_FARM_UPSTREAM */
export async function readUpstreamIndex(
  farm: UpstreamFarm,
  channel: string,
  signal?: AbortSignal,
): Promise<readonly ReleaseRow[]> {
  const url = `${channelConfigOf(farm, channel).url}/index.json`;
  const bytes = await readUpstream(farm, url, signal);
  if (bytes === undefined) throw unreadable(url, "there is none");
  try {
    return parseIndex(Buffer.from(bytes).toString("utf8"), { format: "json" });
  } catch (cause) {
    throw unreadable(url, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

/**
 * Where a release's source is, with the digest that its list has for it. Undefined while the list, its signature or
 * the source in it is not there yet: releases appear in the index before their files do.
 * @throws SourceError for a list that is refused; FarmError ERR_FARM_UPSTREAM
 */
export async function findSource(
  farm: UpstreamFarm,
  version: string,
  signal?: AbortSignal,
): Promise<ProvenSource | undefined> {
  const { url, verification } = channelConfigOf(farm, channelOf(version));
  const location = `${url}/${version}`;
  const fileName = `node-${version}.tar.xz`;
  const read = (name: string): Promise<Uint8Array | undefined> =>
    readUpstream(farm, `${location}/${name}`, signal);
  let shasums: ProvenShasums;
  try {
    shasums = await proveShasums(
      { location, version, read },
      { keyring: farm.upstreamKeyring, now: farm.now, unsafeSkipSignature: verification === "shasums" },
    );
  } catch (error) {
    if (isAbsence(error) || isUnsigned(error)) return undefined;
    throw error;
  }
  const sha256 = shasums.evidenceOf(fileName)?.sha256;
  return sha256 === undefined ? undefined : { fileName, url: `${location}/${fileName}`, sha256 };
}

/** The signature appears after the list. */
function isUnsigned(error: unknown): boolean {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return code === "ERR_SOURCE_UNSIGNED" || code === "ERR_SOURCE_NO_SHASUMS";
}

/** Downloads a source and proves it. */
export async function fetchSource(
  farm: UpstreamFarm,
  source: ProvenSource,
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const expect = [{ algorithm: "sha256" as const, digest: source.sha256 }];
  await downloadToFile(path, { urls: [source.url], client: farm.client, expect, signal });
}

async function readUpstream(
  farm: UpstreamFarm,
  url: string,
  signal?: AbortSignal,
): Promise<Uint8Array | undefined> {
  const response = await farm.client.fetch(url, { signal: signal ?? null });
  if (response.status === 404 || response.status === 410) return undefined;
  if (response.status !== 200) throw unreadable(url, `the server answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

function unreadable(url: string, why: string, cause?: unknown): FarmError {
  return new FarmError("ERR_FARM_UPSTREAM", `${url} cannot be read: ${why}`, {
    hint: "nothing was changed; it is tried again at the next check",
    cause,
  });
}
