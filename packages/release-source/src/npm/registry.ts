import { ArtifactError, type ExpectedDigest, redactUrl } from "@nodewright/artifact-store";
import { SourceError } from "../errors.js";
import type { Evidence } from "../evidence.js";
import type { ReadFile } from "../file-reader.js";
import { printable } from "../text.js";
import type { NpmConfig } from "./config.js";
import { strongestDigest } from "./integrity.js";
import {
  type Manifest,
  notARegistry,
  type Packument,
  parseAnswer,
  toManifest,
  toPackument,
} from "./registry-answers.js";
import { npmRegistryKeys, type RegistryKey } from "./registry-keys.js";
import { verifyRegistrySignature } from "./registry-signature.js";
import { tarballUrl } from "./tarball-url.js";

/** One published version, with what the registry can prove about its tarball. */
export interface RegistryPackage {
  readonly name: string;
  readonly version: string;
  readonly tarball: string;
  readonly digests: readonly [ExpectedDigest, ...ExpectedDigest[]];
  readonly evidence: readonly Evidence[];
  /** What could not be proven, for people. */
  readonly notes: readonly string[];
}

export interface PublishedVersions {
  readonly versions: readonly string[];
  /** UTC day of publication by version, where the registry says it. */
  readonly dates: ReadonlyMap<string, string>;
}

export interface Registry {
  /** For people: its URL without credentials. */
  readonly name: string;
  /** @returns undefined when there is no such package */
  versions(name: string): Promise<PublishedVersions | undefined>;
  /** @returns undefined when there is no such package or version */
  package(name: string, version: string): Promise<RegistryPackage | undefined>;
}

export interface RegistryOptions {
  readonly config: NpmConfig;
  readonly read: ReadFile;
  /** Keys whose signature counts; those of registry.npmjs.org when absent. */
  readonly keys?: readonly RegistryKey[] | undefined;
  /** A package that the registry vouches for by SHA-1 alone is accepted. */
  readonly unsafeSkipSignature?: boolean | undefined;
}

/** Packuments of old packages run to several megabytes. */
const maxAnswerBytes = 64 * 1024 * 1024;

/** The short form of a packument where the registry knows it, else the whole. */
const abbreviated = "application/vnd.npm.install-v1+json, application/json;q=0.8";

/** Reads an npm registry; every answer is checked for its shape. */
export function createRegistry(options: RegistryOptions): Registry {
  const packuments = new Map<string, Promise<Packument | undefined>>();
  const packument = (name: string): Promise<Packument | undefined> => {
    const known = packuments.get(name);
    if (known !== undefined) return known;
    const asked = ask(options, [name], abbreviated).then((answer) =>
      answer === undefined ? undefined : toPackument(answer, name),
    );
    packuments.set(name, asked);
    return asked;
  };
  return {
    name: redactUrl(options.config.registry),
    versions: async (name) => {
      const found = await packument(name);
      return found && { versions: Object.keys(found.versions), dates: datesOf(found) };
    },
    package: async (name, version) => {
      const answer =
        versionOf(await packuments.get(name), version) ??
        (await ask(options, [name, version], "application/json")) ??
        // Some registries have packuments alone.
        versionOf(await packument(name), version);
      return answer === undefined ? undefined : prove(toManifest(answer, name, version), options);
    },
  };
}

async function ask(
  { config, read }: RegistryOptions,
  path: readonly string[],
  accept: string,
): Promise<unknown> {
  const url = new URL(path.map(encodeURIComponent).join("/"), config.registry).href;
  try {
    const headers = { accept, ...config.headersFor(url) };
    const bytes = await read(url, { maxBytes: maxAnswerBytes, headers });
    return bytes === undefined ? undefined : parseAnswer(bytes, url);
  } catch (error) {
    throw refusalOf(error) ?? error;
  }
}

/** A registry that wants other credentials is not unreachable, and the user can mend it. */
function refusalOf(error: unknown): SourceError | undefined {
  const answer = error instanceof SourceError ? error.cause : error;
  if (!(answer instanceof ArtifactError) || (answer.status !== 401 && answer.status !== 403))
    return undefined;
  return new SourceError("ERR_SOURCE_REGISTRY", answer.message, {
    hint: "the registry wants other credentials: npm login, or set //host/path/:_authToken in .npmrc",
    cause: error,
  });
}

function versionOf(packument: Packument | undefined, version: string): unknown {
  return packument !== undefined && Object.hasOwn(packument.versions, version)
    ? packument.versions[version]
    : undefined;
}

function datesOf({ time = {} }: Packument): Map<string, string> {
  const days = Object.entries(time).flatMap(([version, at]) => {
    const [day] = (typeof at === "string" && /^\d{4}-\d{2}-\d{2}(?=T)/.exec(at)) || [];
    return day === undefined ? [] : [[version, day] as const];
  });
  return new Map(days);
}

function prove(manifest: Manifest, options: RegistryOptions): RegistryPackage {
  const { name, version, dist } = manifest;
  const id = `${name}@${version}`;
  const { config } = options;
  const digest = digestOf(id, dist, options);
  const integrity = digest.algorithm === "sha1" ? `sha1-${digest.digest}` : digest.digest;
  const signature = checkSignature(id, dist, options.keys ?? npmRegistryKeys);
  return {
    name,
    version,
    tarball: tarballUrl(dist.tarball, config.registry) ?? noTarball(id, dist.tarball),
    digests: [digest],
    evidence: [
      { kind: "registry-integrity", package: id, integrity, registry: redactUrl(config.registry) },
      ...signature.evidence,
    ],
    notes: [...(digest.algorithm === "sha1" ? [`${id}: ${sha1Note}`] : []), ...signature.notes],
  };
}

const sha1Note = "SHA-1 alone vouches for its bytes, and a file of the same SHA-1 can be made";

function digestOf(id: string, dist: Manifest["dist"], options: RegistryOptions): ExpectedDigest {
  const digest = strongestDigest(dist.integrity ?? "");
  if (digest !== undefined) return digest;
  const { shasum = "" } = dist;
  if (options.unsafeSkipSignature === true && /^[0-9a-f]{40}$/.test(shasum)) {
    return { algorithm: "sha1", digest: shasum };
  }
  throw new SourceError(
    "ERR_SOURCE_NO_INTEGRITY",
    `the registry gives no integrity for ${id}: nothing vouches for its bytes`,
    {
      hint: "use another registry or source; --unsafe-skip-signature accepts the SHA-1 that old packages have",
    },
  );
}

/** A signature that no pinned key made counts as none: private registries have keys of their own. */
function checkSignature(
  id: string,
  { integrity = "", signatures = [] }: Manifest["dist"],
  keys: readonly RegistryKey[],
): Pick<RegistryPackage, "evidence" | "notes"> {
  const key = verifyRegistrySignature({ package: id, integrity, signatures }, keys);
  if (key !== undefined) {
    return { evidence: [{ kind: "registry-signature", package: id, keyId: key.keyId }], notes: [] };
  }
  const [first] = signatures;
  const why =
    first === undefined
      ? "the registry offers no signature; its digest is what vouches for the bytes"
      : `signed by a key that is not pinned here (${printable(first.keyid)}); not counted`;
  return { evidence: [], notes: [`${id}: ${why}`] };
}

function noTarball(id: string, tarball: string): never {
  throw notARegistry(
    `the registry's tarball of ${id} is at no http(s) address: ${printable(redactUrl(tarball))}`,
  );
}
