import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type Cache, createCache, createHttpClient, type HttpClient } from "@nodewright/artifact-store";
import { type Io, UsageError } from "@nodewright/command-line";
import { createKeyring } from "@nodewright/gpg-verify";
import type { LockedPlaces } from "@nodewright/lockfile";
import { snapshot } from "@nodewright/release-index/snapshot";
import {
  createAnswerStore,
  distUrl,
  type NpmConfig,
  nodejsDist,
  openSources,
  type ReleaseSource,
  readNpmConfig,
} from "@nodewright/release-source";
import { chooseTarget, type Target } from "@nodewright/target-triple";
import { hostFacts, hostTarget } from "@nodewright/target-triple/host";
import { cacheFolder } from "@nodewright/user-folders";
import type { PlaceFlags, SourceFlags } from "./flags.js";
import { rootOf, userHome } from "./place.js";

/** What one run of a command works with. */
export interface Session {
  readonly host: Target;
  readonly target: Target;
  readonly root: string;
  readonly client: HttpClient;
  readonly cache: Cache | undefined;
  readonly sources: readonly [ReleaseSource, ...ReleaseSource[]];
  /** Where a lock may send to. */
  readonly places: LockedPlaces;
  readonly headersFor: NpmConfig["headersFor"];
}

/** What this machine's own programs are for: the libc is the system's, whatever node runs this. */
export function installHost(): Target {
  return hostTarget(hostFacts(), "system");
}

/** The install target for these options, the host by default. */
export function targetOf(text: string | undefined): Target {
  const host = installHost();
  return text === undefined ? host : chooseTarget(text, { host });
}

export async function openSession(
  options: PlaceFlags & SourceFlags & { readonly target?: string },
  io: Io,
): Promise<Session> {
  const host = installHost();
  const home = userHome();
  const cacheRoot = cacheFolder({ env: io.env, home, platform: process.platform });
  const cachePath = (name: string): string | undefined => cacheRoot && resolve(io.cwd, cacheRoot, name);
  const [answers, archives] = [cachePath("answers"), cachePath("archives")];
  const npmConfig = await readNpmConfig({
    env: io.env,
    cwd: io.cwd,
    home,
    prefix: dirname(dirname(process.execPath)),
  });
  const timeoutMs = (options.timeout ?? 30) * 1000;
  const client = createHttpClient({
    env: {
      HTTP_PROXY: npmConfig.proxy,
      HTTPS_PROXY: npmConfig.httpsProxy,
      NO_PROXY: npmConfig.noProxy,
      ...defined(io.env),
    },
    caFile: npmConfig.cafile,
    connectTimeoutMs: Math.min(10_000, timeoutMs),
    stallTimeoutMs: timeoutMs,
  });
  const keys = await readOption("--keyring", options.keyring, io);
  const sources = openSources({
    choice: options.source,
    cwd: io.cwd,
    env: io.env,
    client,
    npmConfig,
    store: answers === undefined ? undefined : createAnswerStore(answers),
    snapshot,
    offline: options.offline ?? false,
    keyring: keys === undefined ? undefined : createKeyring(keys),
    shasums: await readOption("--shasums", options.shasums, io),
    unsafeSkipSignature: options.unsafeSkipSignature ?? false,
    signal: io.signal,
  });
  return {
    host,
    target: options.target === undefined ? host : chooseTarget(options.target, { host }),
    root: rootOf(options, io),
    client,
    cache: archives === undefined ? undefined : createCache({ root: archives }),
    sources,
    places: { dist: distTrees(options, io), registry: npmConfig.registry },
    headersFor: npmConfig.headersFor,
  };
}

/** The dist trees in use, those of the options first. */
function distTrees({ source = "" }: SourceFlags, io: Io): string[] {
  const named = source.split(",").filter((one) => /^https?:/i.test(one));
  return [...new Set([...named, distUrl(io.env), nodejsDist])];
}

function defined(env: Io["env"]): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value ? [[name, value]] : [])));
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
