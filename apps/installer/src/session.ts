import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Cache, HttpClient } from "@nodewright/artifact-store";
import { type Io, UsageError } from "@nodewright/command-line";
import { createKeyring, type Keyring } from "@nodewright/gpg-verify";
import { type WantedTargets, wantedTargets } from "@nodewright/installation";
import { openSession as openInstallSession } from "@nodewright/installation/session";
import type { LockedPlaces } from "@nodewright/lockfile";
import type { ReleaseRow } from "@nodewright/release-index";
import { snapshot } from "@nodewright/release-index/snapshot";
import {
  distUrl,
  type FarmOptions,
  type NpmConfig,
  nodejsDist,
  type Registry,
  type ReleaseSource,
  unofficialUrl,
} from "@nodewright/release-source";
import type { Target } from "@nodewright/target-triple";
import { hostFacts, hostTarget } from "@nodewright/target-triple/host";
import type { PlaceFlags, SourceFlags } from "./flags.js";
import { rootOf, userHome } from "./place.js";

/** What one run of a command works with. */
export interface Session extends Machine, WantedTargets {
  readonly root: string;
  readonly client: HttpClient;
  readonly cache: Cache | undefined;
  readonly sources: readonly [ReleaseSource, ...ReleaseSource[]];
  readonly knownReleases: readonly ReleaseRow[];
  /** Where a lock may send to. */
  readonly places: LockedPlaces;
  readonly registry: Registry;
  readonly headersFor: NpmConfig["headersFor"];
}

/** What this machine's own programs are for: the libc is the system's, whatever node runs this. */
export interface Machine {
  readonly host: Target;
  readonly glibcVersion: string | undefined;
}

export function machine(): Machine {
  const facts = hostFacts();
  return { host: hostTarget(facts, "system"), glibcVersion: facts.glibcVersion };
}

/** The targets that these options mean, the host's by default. */
export function targetsOf(text: string | undefined): WantedTargets {
  return wantedTargets(text, machine());
}

export async function openSession(
  options: PlaceFlags & SourceFlags & { readonly target?: string },
  io: Io,
): Promise<Session> {
  const here = machine();
  const keyring = await readKeyring("--keyring", options.keyring, io);
  const { client, cache, sources, npmConfig, registry } = await openInstallSession({
    choice: options.source,
    cwd: io.cwd,
    env: io.env,
    home: userHome(),
    platform: process.platform,
    nodePrefix: dirname(dirname(process.execPath)),
    timeoutSeconds: options.timeout,
    offline: options.offline ?? false,
    keyring,
    farm: await farmOf(options, io),
    shasums: await readOption("--shasums", options.shasums, io),
    unsafeSkipSignature: options.unsafeSkipSignature ?? false,
    signal: io.signal,
  });
  return {
    ...here,
    ...wantedTargets(options.target, here),
    root: rootOf(options, io),
    client,
    cache,
    sources,
    registry,
    knownReleases: snapshot.rows,
    places: { dist: distTrees(options, io), registry: npmConfig.registry },
    headersFor: npmConfig.headersFor,
  };
}

/** The dist trees in use, those of the options first. */
function distTrees({ source, farm }: SourceFlags, { env }: Io): string[] {
  const named = (source ?? env.NODEWRIGHT_SOURCE ?? "").split(",").map((one) => one.trim());
  const own = [...named, farm ?? env.NODEWRIGHT_FARM ?? ""].filter((one) => /^https?:/i.test(one));
  return [...new Set([...own, distUrl(env), nodejsDist, unofficialUrl(env)])];
}

/** The farm of the options, else that of the variables. */
async function farmOf(options: SourceFlags, io: Io): Promise<FarmOptions | undefined> {
  const { NODEWRIGHT_FARM, NODEWRIGHT_FARM_KEYRING } = io.env;
  const place = options.farm ?? (NODEWRIGHT_FARM || undefined);
  if (place === undefined) return undefined;
  const keyring =
    options.farmKeyring === undefined
      ? await readKeyring("NODEWRIGHT_FARM_KEYRING", NODEWRIGHT_FARM_KEYRING || undefined, io)
      : await readKeyring("--farm-keyring", options.farmKeyring, io);
  return { place, keyring };
}

async function readKeyring(option: string, file: string | undefined, io: Io): Promise<Keyring | undefined> {
  const keys = await readOption(option, file, io);
  return keys === undefined ? undefined : createKeyring(keys);
}

async function readOption(option: string, file: string | undefined, io: Io): Promise<string | undefined> {
  if (file === undefined) return undefined;
  try {
    return await readFile(resolve(io.cwd, file), "utf8");
  } catch (cause) {
    throw new UsageError(
      `${option} ${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
  }
}
