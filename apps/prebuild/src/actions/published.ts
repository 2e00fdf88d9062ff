import { ArtifactError } from "@nodewright/artifact-store";
import type { Io } from "@nodewright/command-line";
import { stagedPrebuilds, unpublishPrebuild, versionPrebuilds } from "@nodewright/prebuild-fetch";
import { openAddon, type PublishedAddon } from "./addon.js";

export interface PublishedFlags {
  readonly directory?: string;
  readonly in?: string;
  readonly json?: boolean;
}

/** `nodewright prebuild info`: what is published of the package's version. */
export async function info({ directory, in: location, json = false }: PublishedFlags, io: Io): Promise<void> {
  const addon = await openAddon({ directory, location }, io);
  const { manifest, place, client } = addon;
  const { name, version } = manifest;
  try {
    const published = await versionPrebuilds(manifest, version, place, io.signal);
    if (json) io.stdout.write(`${JSON.stringify({ name, version, published })}\n`);
    else for (const key of published) io.stdout.write(`${key}\n`);
    if (published.length === 0)
      io.stderr.write(`${place.store.location} has nothing of ${name} ${version}\n`);
  } finally {
    await client.close();
  }
}

/** `nodewright prebuild unpublish`: removes every tarball of the package's version, with its manifest. */
export async function unpublish(
  { directory, in: location, json = false }: PublishedFlags,
  io: Io,
): Promise<void> {
  const addon = await openAddon({ directory, location }, io);
  const { name, version } = addon.manifest;
  const at = { store: addon.place.store, prefix: "" };
  const removed: string[] = [];
  try {
    for (const packageName of await removable(addon, io.signal)) {
      const { location: was, wasThere } = await unpublishPrebuild({ packageName }, at, io.signal);
      if (!wasThere) continue;
      io.stderr.write(`removed  ${was}\n`);
      removed.push(was);
    }
    if (removed.length === 0)
      io.stderr.write(`${addon.place.store.location} has nothing of ${name} ${version}\n`);
    if (json) io.stdout.write(`${JSON.stringify({ name, version, removed })}\n`);
  } finally {
    await addon.client.close();
  }
}

/** What the place lists of this version; what is staged where it has no listing, as over HTTP. */
async function removable(
  { root, manifest, place }: PublishedAddon,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { name, version } = manifest;
  try {
    return await versionPrebuilds(manifest, version, place, signal);
  } catch (error) {
    if (!(error instanceof ArtifactError) || error.code !== "ERR_ARTIFACT_UNSUPPORTED") throw error;
    const staged = await stagedPrebuilds({ root, name, version });
    return staged.map(({ packageName }) => place.rootPrefix + packageName);
  }
}
