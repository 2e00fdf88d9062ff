import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createHttpClient, type HttpClient } from "@nodewright/artifact-store";
import type { Io } from "@nodewright/command-line";
import {
  type AddonManifest,
  addonHost,
  chooseBinaryHost,
  clientOptions,
  openPublishPlace,
  PrebuildError,
  type PublishPlace,
  planPrebuild,
} from "@nodewright/prebuild-fetch";

/** An addon on this machine, and the place that its prebuilds are published at. */
export interface PublishedAddon {
  /** Absolute. */
  readonly root: string;
  readonly manifest: AddonManifest;
  readonly place: PublishPlace;
  readonly client: HttpClient;
}

/** @param location Instead of the host that package.json names. */
export async function openAddon(
  {
    directory = ".",
    location,
  }: { readonly directory?: string | undefined; readonly location?: string | undefined },
  io: Io,
): Promise<PublishedAddon> {
  const root = resolve(io.cwd, directory);
  const manifest = await readManifest(join(root, "package.json"));
  const client = createHttpClient(clientOptions({}, io.env));
  // A mirror is where others fetch from: nothing is published there by accident.
  const plan = planPrebuild({ manifest, root, host: addonHost(process), env: {} });
  const to =
    location === undefined || /^[a-z][a-z0-9+.-]+:/i.test(location) ? location : resolve(io.cwd, location);
  return { root, manifest, client, place: await openPublishPlace(plan, { client, to, env: io.env }) };
}

async function readManifest(path: string): Promise<AddonManifest> {
  try {
    const manifest: AddonManifest = JSON.parse(await readFile(path, "utf8"));
    const host =
      manifest.binary &&
      chooseBinaryHost(manifest.binary, { command: "publish", s3Host: undefined, env: {} });
    return host === undefined ? manifest : { ...manifest, binary: { ...manifest.binary, host } };
  } catch (cause) {
    if (cause instanceof PrebuildError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new PrebuildError("ERR_PREBUILD_CONFIG", `Cannot read ${path}: ${why}`, {
      hint: "Name the addon's folder with --directory.",
      cause,
    });
  }
}
