import { type HttpClient, redactUrl } from "@nodewright/artifact-store";
import type { Keyring } from "@nodewright/gpg-verify";
import type { AnswerStore } from "./answer-store.js";
import { createDirectoryTree } from "./directory-tree.js";
import { createDistTree } from "./dist-tree.js";
import { distAddress, unofficialAddress } from "./dist-url.js";
import { SourceError } from "./errors.js";
import { createFileReader } from "./file-reader.js";
import { namingVariable } from "./naming-variable.js";
import type { NpmConfig } from "./npm/config.js";
import { createNpmSource } from "./npm/npm-source.js";
import { createRegistry } from "./npm/registry.js";
import { shasumsAtHand } from "./shasums-at-hand.js";
import type { TrustOptions } from "./shasums-proof.js";
import type { KnownReleases, ReleaseSource } from "./source.js";
import { parseSourceChoice, parseSourceList, type SourceChoice } from "./source-list.js";
import { createTreeSource } from "./tree-source.js";

/** A farm of one's own: a tree laid out as nodejs.org/dist whose lists are signed with its own key. */
export interface FarmOptions {
  /** A URL or a folder. */
  readonly place: string;
  /** The keys whose signature counts there, and nowhere else. */
  readonly keyring: Keyring | undefined;
}

export interface OpenSourcesOptions {
  /**
   * `dist`, `unofficial`, `farm`, `npm`, http(s) URLs, file URLs and folders, with commas between, in the order of
   * preference. When undefined: what `NODEWRIGHT_SOURCE` says, else dist, unofficial, the farm where there is one, npm.
   */
  readonly choice: string | undefined;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly client: HttpClient;
  readonly npmConfig: NpmConfig;
  readonly farm?: FarmOptions | undefined;
  readonly store?: AnswerStore | undefined;
  readonly offline?: boolean | undefined;
  /** Keys of your own instead of the Node.js release keys; a farm has its own, and unofficial-builds none. */
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
 *
 * unofficial-builds signs nothing. Who names it takes its digests as they are; where nobody did, it is among the
 * sources with `onRequest` set, so that what it has can be told and is not taken.
 * @throws SourceError ERR_SOURCE_CONFIG when the choice or a variable cannot be read, or a farm has no keys
 */
export function openSources(options: OpenSourcesOptions): readonly [ReleaseSource, ...ReleaseSource[]] {
  const { cwd, env } = options;
  const variable = options.choice === undefined ? "NODEWRIGHT_SOURCE" : undefined;
  const choice = options.choice ?? (env.NODEWRIGHT_SOURCE || undefined);
  if (choice === undefined) {
    const farm = options.farm === undefined ? [] : [openFarm(options)];
    return [openDist(options), openUnofficial(options, false), ...farm, openNpm(options)];
  }
  const [first, ...rest] = parseSourceList(choice, { cwd, variable });
  return [openOne(first, options), ...rest.map((one) => openOne(one, options))];
}

function openOne(choice: SourceChoice, options: OpenSourcesOptions): ReleaseSource {
  switch (choice.kind) {
    case "dist":
      return openDist(options);
    case "unofficial":
      return openUnofficial(options, true);
    case "farm":
      return openFarm(options);
    case "npm":
      return openNpm(options);
    default:
      return openTree(choice, options, options);
  }
}

function openDist(options: OpenSourcesOptions): ReleaseSource {
  const { url, variable } = distAddress(options.env);
  return namingVariable(createTreeSource(createDistTree({ ...options, url }), options), variable);
}

function openUnofficial(options: OpenSourcesOptions, isNamed: boolean): ReleaseSource {
  const { url, variable } = unofficialAddress(options.env);
  const tree = createDistTree({ ...options, url, snapshot: undefined });
  const source = namingVariable(createTreeSource(tree, { unsafeSkipSignature: true }), variable);
  const isAskedFor = isNamed || options.unsafeSkipSignature === true;
  return isAskedFor ? source : { ...source, onRequest: "--source unofficial" };
}

function openFarm(options: OpenSourcesOptions): ReleaseSource {
  const { farm, cwd, unsafeSkipSignature } = options;
  if (farm === undefined) {
    throw new SourceError("ERR_SOURCE_CONFIG", "the source farm is asked for, but no farm is named", {
      hint: "say where it is and which keys it signs with: --farm and --farm-keyring, or NODEWRIGHT_FARM and NODEWRIGHT_FARM_KEYRING",
    });
  }
  const { place, keyring } = farm;
  if (keyring === undefined && unsafeSkipSignature !== true) throw farmWithoutKeys(place);
  const choice = parseSourceChoice(place, { cwd });
  if (choice.kind === "url" || choice.kind === "folder") {
    return openTree(choice, options, { ...options, keyring });
  }
  throw new SourceError("ERR_SOURCE_CONFIG", `a farm is a URL or a folder, not ${JSON.stringify(place)}`, {
    hint: "write a folder of that name as ./folder",
  });
}

/** A tree of its own, about which a table of nodejs.org's releases says nothing but LTS names. */
function openTree(
  choice: Extract<SourceChoice, { readonly kind: "url" | "folder" }>,
  options: OpenSourcesOptions,
  trust: TrustOptions,
): ReleaseSource {
  const tree =
    choice.kind === "url"
      ? createDistTree({ ...options, url: choice.url, snapshot: undefined })
      : createDirectoryTree({ path: choice.path, known: options.snapshot });
  return createTreeSource(tree, trust);
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

function farmWithoutKeys(place: string): SourceError {
  return new SourceError(
    "ERR_SOURCE_CONFIG",
    `it is not known which keys the farm ${redactUrl(place)} signs with`,
    {
      hint: "name a file with its public keys: --farm-keyring or NODEWRIGHT_FARM_KEYRING",
    },
  );
}
