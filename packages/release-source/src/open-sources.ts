import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { HttpClient } from "@nodewright/artifact-store";
import type { Keyring } from "@nodewright/gpg-verify";
import type { AnswerStore } from "./answer-store.js";
import { createDirectoryTree } from "./directory-tree.js";
import { createDistTree, distUrl } from "./dist-tree.js";
import { messageOf, SourceError } from "./errors.js";
import { createFileReader } from "./file-reader.js";
import type { NpmConfig } from "./npm/config.js";
import { createNpmSource } from "./npm/npm-source.js";
import { createRegistry } from "./npm/registry.js";
import { shasumsAtHand } from "./shasums-at-hand.js";
import type { KnownReleases, ReleaseSource } from "./source.js";
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
  /** What is known of nodejs.org's releases without asking anyone. */
  readonly snapshot: KnownReleases;
  readonly now?: (() => Date) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The sources that a user's choice means, in the order in which they are to be asked. Nothing is requested here.
 * @throws SourceError ERR_SOURCE_CONFIG when the choice or a mirror variable cannot be read
 */
export function openSources(options: OpenSourcesOptions): readonly [ReleaseSource, ...ReleaseSource[]] {
  const { choice, cwd, snapshot } = options;
  if (choice === undefined) return [openDist(options), openNpm(options)];
  if (choice === "dist") return [openDist(options)];
  if (choice === "npm") return [openNpm(options)];
  if (/^https?:/i.test(choice)) {
    // A tree of its own, about which a table of nodejs.org's releases says nothing.
    return [createTreeSource(createDistTree({ ...options, url: choice, snapshot: undefined }), options)];
  }
  const path = toFolder(choice, cwd);
  return [createTreeSource(createDirectoryTree({ path, known: snapshot }), options)];
}

function openDist(options: OpenSourcesOptions): ReleaseSource {
  return createTreeSource(createDistTree({ ...options, url: distUrl(options.env) }), options);
}

function openNpm(options: OpenSourcesOptions): ReleaseSource {
  const { npmConfig: config, unsafeSkipSignature, snapshot } = options;
  return createNpmSource({
    registry: createRegistry({ config, read: createFileReader(options), unsafeSkipSignature }),
    config,
    known: snapshot,
    shasumsOf: (version) => shasumsAtHand(version, options),
  });
}

function toFolder(choice: string, cwd: string): string {
  try {
    if (choice.trim() !== "") return /^file:/i.test(choice) ? fileURLToPath(choice) : resolve(cwd, choice);
  } catch (error) {
    throw noSource(choice, messageOf(error), error);
  }
  throw noSource(choice, "it is empty");
}

function noSource(choice: string, why: string, cause?: unknown): SourceError {
  return new SourceError("ERR_SOURCE_CONFIG", `the source ${JSON.stringify(choice)} cannot be read: ${why}`, {
    hint: "name dist, npm, a URL or a folder",
    cause,
  });
}
