import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { HttpClient } from "@nodewright/artifact-store";
import type { Keyring } from "@nodewright/gpg-verify";
import type { ReleaseRow } from "@nodewright/release-index";
import { createDirectoryTree } from "./directory-tree.js";
import { createDistTree, distUrl } from "./dist-tree.js";
import { type AnswerStore, createFileReader, type ReadFile } from "./file-reader.js";
import type { NpmConfig } from "./npm/config.js";
import { createNpmSource } from "./npm/npm-source.js";
import { createRegistry } from "./npm/registry.js";
import { type ProvenShasums, proveShasums, type ShasumsFiles, type TrustOptions } from "./shasums-proof.js";
import type { ReleaseSource } from "./source.js";
import { createTreeSource } from "./tree-source.js";

export interface OpenSourcesOptions {
  /** `dist`, `npm`, an http(s) URL, a file URL or a folder; dist, then npm, when undefined. */
  readonly choice: string | undefined;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly client: HttpClient;
  readonly npmConfig: NpmConfig;
  readonly store?: AnswerStore | undefined;
  readonly offline?: boolean | undefined;
  /** Keys of your own instead of the Node.js release keys. */
  readonly keyring?: Keyring | undefined;
  readonly unsafeSkipSignature?: boolean | undefined;
  /** A clear-signed SHASUMS256.txt at hand, for what npm's packages cannot prove by themselves. */
  readonly shasums?: string | undefined;
  /** What is known of releases without asking anyone. */
  readonly snapshot: readonly ReleaseRow[];
  readonly now?: (() => Date) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The sources that a user's choice means, in the order in which they are to be asked. Nothing is requested here.
 * @throws SourceError ERR_SOURCE_CONFIG when the choice or a mirror variable cannot be read
 */
export function openSources(options: OpenSourcesOptions): readonly [ReleaseSource, ...ReleaseSource[]] {
  const { choice, cwd } = options;
  const read = createFileReader(options);
  if (choice === undefined) {
    return [openDist(distUrl(options.env), options, read), openNpm(options, read)];
  }
  if (choice === "dist") return [openDist(distUrl(options.env), options, read)];
  if (choice === "npm") return [openNpm(options, read)];
  if (/^https?:/i.test(choice)) return [openDist(choice, options, read)];
  const path = /^file:/i.test(choice) ? fileURLToPath(choice) : resolve(cwd, choice);
  return [createTreeSource(createDirectoryTree(path), options)];
}

function openDist(url: string, options: OpenSourcesOptions, read: ReadFile): ReleaseSource {
  return createTreeSource(createDistTree({ url, read }), options);
}

function openNpm(options: OpenSourcesOptions, read: ReadFile): ReleaseSource {
  const { npmConfig: config, unsafeSkipSignature, snapshot } = options;
  return createNpmSource({
    registry: createRegistry({ config, read, unsafeSkipSignature }),
    config,
    facts: { rows: snapshot },
    shasumsOf: (version) => shasumsAtHand(version, options),
  });
}

/** The user's own signed list, which must be good, or one that a dist tree gave earlier. */
async function shasumsAtHand(
  version: string,
  options: OpenSourcesOptions,
): Promise<ProvenShasums | undefined> {
  const trust: TrustOptions = { ...options, unsafeSkipSignature: false };
  const given = options.shasums;
  if (given !== undefined) {
    return proveShasums(
      { location: "--shasums", version, read: only(new TextEncoder().encode(given)) },
      trust,
    );
  }
  const url = `${distUrl(options.env)}/${version}/SHASUMS256.txt.asc`;
  const kept = await createFileReader({ ...options, offline: true })(url, { maxBytes: 0 }).catch(
    () => undefined,
  );
  if (kept === undefined) return undefined;
  return proveShasums({ location: "the cache", version, read: only(kept) }, trust).catch(() => undefined);
}

function only(clearsigned: Uint8Array): ShasumsFiles["read"] {
  return async (name) => (name === "SHASUMS256.txt.asc" ? clearsigned : undefined);
}
