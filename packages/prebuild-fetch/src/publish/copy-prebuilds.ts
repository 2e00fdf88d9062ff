import { text } from "node:stream/consumers";
import type { AddonManifest } from "../config/types.js";
import { PrebuildError } from "../errors.js";
import {
  formatPrebuildManifest,
  type PrebuildManifest,
  parsePrebuildManifest,
} from "../integrity/prebuild-manifest.js";
import type { SigningOptions } from "../integrity/signature.js";
import { isCompanion, sha256Of } from "./companions.js";
import type { PublishPlace } from "./publish-place.js";
import { takenError } from "./publish-prebuild.js";
import { renamingBetween } from "./version-template.js";

export interface CopyOptions {
  readonly from: string;
  readonly to: string;
  /** Signs the new manifests: a signature of the old one says nothing of them. */
  readonly signing?: SigningOptions | undefined;
  /** Say what would be copied, and copy nothing. */
  readonly dryRun?: boolean | undefined;
  readonly onCopy?: ((copied: CopiedPrebuild) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface CopiedPrebuild {
  /** Keys of the tarballs. */
  readonly from: string;
  readonly to: string;
  /** `present`: the same bytes were there already. */
  readonly state: "copied" | "present" | "planned";
  /** False where the old tarball has no manifest: nothing vouches for the new one either. */
  readonly hasManifest: boolean;
}

type Place = Pick<PublishPlace, "store" | "rootPrefix">;

/**
 * Publishes all tarballs of one version under another, unchanged. Each is read and compared with its manifest first,
 * copied (by the server where it can), and compared again; its manifest is written anew.
 * @throws PrebuildError ERR_PREBUILD_NOT_FOUND where the old version has none, ERR_PREBUILD_INTEGRITY for a tarball that
 * is not that of its manifest, ERR_PREBUILD_EXISTS for other bytes under the new name; ArtifactError of the place
 */
export async function copyPrebuilds(
  manifest: AddonManifest,
  place: Place,
  options: CopyOptions,
): Promise<readonly CopiedPrebuild[]> {
  const { store, rootPrefix } = place;
  const { from, to, signal } = options;
  const { prefix, rename } = renamingBetween(manifest, from, to);
  const keys = new Set<string>();
  for await (const { key } of store.list({ prefix: rootPrefix + prefix, signal })) keys.add(key);
  const copied: CopiedPrebuild[] = [];
  for (const key of keys) {
    const path = isCompanion(key, keys) ? undefined : rename(key.slice(rootPrefix.length));
    if (path === undefined) continue;
    const one = await copyOne({ key, path }, place, options);
    options.onCopy?.(one);
    copied.push(one);
  }
  if (copied.length > 0) return copied;
  throw new PrebuildError(
    "ERR_PREBUILD_NOT_FOUND",
    `Cannot copy ${from}: ${store.location} has no prebuilds of it`,
    {
      hint: "Check the version, and `remote_path` and `package_name` in package.json.",
    },
  );
}

async function copyOne(
  { key, path }: { readonly key: string; readonly path: string },
  place: Place,
  options: CopyOptions,
): Promise<CopiedPrebuild> {
  const { store, rootPrefix } = place;
  const { signal } = options;
  const target = rootPrefix + path;
  const sha256 = await digestAt(place, key, signal);
  const manifest = await manifestAt(place, key, { ...options, sha256 });
  const hasManifest = manifest !== undefined;
  const isThere = (await store.head(target, { signal })) !== undefined;
  if (isThere) await assertSame(place, target, { sha256, signal });
  if (options.dryRun === true) {
    return { from: key, to: target, state: isThere ? "present" : "planned", hasManifest };
  }
  if (!isThere) {
    await store.copy(key, target, { signal });
    await assertSame(place, target, { sha256, signal });
  }
  if (manifest !== undefined)
    await putManifest(renamed(manifest, path, { ...options, sha256 }), target, place, options);
  return { from: key, to: target, state: isThere ? "present" : "copied", hasManifest };
}

async function digestAt(
  { store }: Place,
  key: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const found = await store.get(key, { signal });
  return found && sha256Of(found.body);
}

interface Expected {
  readonly sha256: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

async function assertSame({ store }: Place, key: string, { sha256, signal }: Expected): Promise<void> {
  if ((await digestAt({ store, rootPrefix: "" }, key, signal)) !== sha256)
    throw takenError(store.locationOf(key));
}

async function manifestAt(
  { store }: Place,
  key: string,
  { sha256, signal, from }: Expected & Pick<CopyOptions, "from">,
): Promise<PrebuildManifest | undefined> {
  const found = await store.get(`${key}.json`, { signal });
  if (found === undefined) return undefined;
  const label = store.locationOf(`${key}.json`);
  const manifest = parsePrebuildManifest(await text(found.body), label);
  if (manifest.version === from && manifest.prebuilds.some((entry) => entry.sha256 === sha256))
    return manifest;
  throw new PrebuildError(
    "ERR_PREBUILD_INTEGRITY",
    `Cannot copy ${store.locationOf(key)}: it is not what ${label} names`,
    {
      hint: "The published tarball was changed or replaced: do not trust it, build it anew.",
    },
  );
}

function renamed(
  manifest: PrebuildManifest,
  file: string,
  { to, sha256 }: Pick<CopyOptions, "to"> & Expected,
): PrebuildManifest {
  const prebuilds = manifest.prebuilds.filter((entry) => entry.sha256 === sha256);
  return { ...manifest, version: to, prebuilds: prebuilds.map((entry) => ({ ...entry, file })) };
}

async function putManifest(
  manifest: PrebuildManifest,
  target: string,
  { store }: Place,
  { signing, signal }: CopyOptions,
): Promise<void> {
  const content = formatPrebuildManifest(manifest);
  const put = (suffix: string, body: string): Promise<unknown> =>
    store.put(target + suffix, Buffer.from(body), { overwrite: true, contentType: "text/plain", signal });
  await put(".json", content);
  if (signing === undefined) return;
  const { signPrebuildManifest } = await import("../integrity/signature.js");
  const name = `${target.slice(target.lastIndexOf("/") + 1)}.json`;
  await put(".json.asc", await signPrebuildManifest({ name, text: content }, signing));
}
