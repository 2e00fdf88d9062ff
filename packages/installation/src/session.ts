import { resolve } from "node:path";
import { type Cache, createCache, createHttpClient, type HttpClient } from "@nodewright/artifact-store";
import { snapshot } from "@nodewright/release-index/snapshot";
import {
  createAnswerStore,
  createFileReader,
  createRegistry,
  type NpmConfig,
  type OpenSourcesOptions,
  openSources,
  type Registry,
  type ReleaseSource,
  readNpmConfig,
} from "@nodewright/release-source";
import { cacheFolder, type UserFolders } from "@nodewright/user-folders";

/** A user's wishes and circumstances. */
export interface SessionOptions
  extends UserFolders,
    Partial<
      Pick<
        OpenSourcesOptions,
        "choice" | "farm" | "keyring" | "unsafeSkipSignature" | "shasums" | "offline" | "signal"
      >
    > {
  readonly cwd: string;
  /** The prefix of the Node.js that runs this, where npm's global configuration is. */
  readonly nodePrefix: string;
  /** How long a server may be silent before it is asked again; 30 when absent. */
  readonly timeoutSeconds?: number | undefined;
}

/** What one run of a command fetches with: a client, a cache of archives, the sources in their order. */
export interface Session {
  readonly client: HttpClient;
  /** Undefined for a user without a cache folder. */
  readonly cache: Cache | undefined;
  readonly sources: readonly [ReleaseSource, ...ReleaseSource[]];
  readonly npmConfig: NpmConfig;
  /** The user's npm registry, for packages beside Node.js itself. */
  readonly registry: Registry;
}

/**
 * Opens what the user's options, variables and npm configuration mean. Nothing is requested here; whoever opens a
 * session closes its `client`.
 * @throws SourceError ERR_SOURCE_CONFIG
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { env, cwd, home, nodePrefix, timeoutSeconds = 30 } = options;
  const root = cacheFolder(options);
  const cachePath = (name: string): string | undefined => root && resolve(cwd, root, name);
  const [answers, archives] = [cachePath("answers"), cachePath("archives")];
  const npmConfig = await readNpmConfig({ env, cwd, home, prefix: nodePrefix });
  const client = createHttpClient({
    env: {
      HTTP_PROXY: npmConfig.proxy,
      HTTPS_PROXY: npmConfig.httpsProxy,
      NO_PROXY: npmConfig.noProxy,
      ...defined(env),
    },
    caFile: npmConfig.cafile,
    connectTimeoutMs: Math.min(10_000, timeoutSeconds * 1000),
    stallTimeoutMs: timeoutSeconds * 1000,
  });
  const store = answers === undefined ? undefined : createAnswerStore(answers);
  const sources = openSources({
    ...options,
    choice: options.choice,
    client,
    npmConfig,
    store,
    snapshot,
  });
  return {
    client,
    cache: archives === undefined ? undefined : createCache({ root: archives }),
    sources,
    npmConfig,
    registry: createRegistry({
      config: npmConfig,
      read: createFileReader({ ...options, client, store }),
      unsafeSkipSignature: options.unsafeSkipSignature,
    }),
  };
}

function defined(env: UserFolders["env"]): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
