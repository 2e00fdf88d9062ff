import { type ExpectedDigest, redactUrl } from "@nodewright/artifact-store";
import { z } from "zod";
import { SourceError } from "../errors.js";
import type { Evidence } from "../evidence.js";
import type { ReadFile } from "../file-reader.js";
import type { NpmConfig } from "./config.js";
import { npmRegistryKeys, type RegistryKey } from "./registry-keys.js";
import { verifyRegistrySignature } from "./registry-signature.js";

const DistSchema = z.object({
  tarball: z.string(),
  integrity: z.string().optional(),
  shasum: z.string().optional(),
  unpackedSize: z.number().optional(),
  signatures: z.array(z.object({ keyid: z.string(), sig: z.string() })).optional(),
});

const ManifestSchema = z.object({ name: z.string(), version: z.string(), dist: DistSchema });

const PackumentSchema = z.object({
  versions: z.record(z.string(), z.unknown()),
  time: z.record(z.string(), z.string()).optional(),
});

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
  /** Publication time by version, where the registry says it. */
  readonly times: Readonly<Record<string, string>>;
}

export interface Registry {
  readonly name: string;
  /** @returns undefined when there is no such package */
  versions(name: string): Promise<PublishedVersions | undefined>;
  /** @returns undefined when there is no such package or version */
  package(name: string, version: string): Promise<RegistryPackage | undefined>;
}

export interface RegistryOptions {
  readonly config: NpmConfig;
  readonly read: ReadFile;
  readonly keys?: readonly RegistryKey[] | undefined;
  /** A package that the registry vouches for by SHA-1 alone is accepted. */
  readonly unsafeSkipSignature?: boolean | undefined;
}

/** Packuments of old packages run to several megabytes. */
const maxPackumentBytes = 64 * 1024 * 1024;

/** The short form of a packument where the registry knows it, else the whole. */
const abbreviated = "application/vnd.npm.install-v1+json, application/json;q=0.8";

/** Reads an npm registry; every answer is checked for its shape. */
export function createRegistry(options: RegistryOptions): Registry {
  const { config, read } = options;
  const get = async (path: string, accept: string): Promise<unknown> => {
    const url = new URL(path, config.registry).href;
    const headers = { accept, ...config.headersFor(url) };
    const bytes = await read(url, { maxBytes: maxPackumentBytes, headers });
    return bytes === undefined ? undefined : parseJson(bytes, url);
  };
  return {
    name: redactUrl(config.registry),
    versions: async (name) => {
      const answer = await get(name, abbreviated);
      if (answer === undefined) return undefined;
      const { versions, time = {} } = check(PackumentSchema, answer, name);
      return { versions: Object.keys(versions), times: time };
    },
    package: async (name, version) => {
      const answer = await get(`${name}/${version}`, "application/json");
      if (answer === undefined) return undefined;
      const manifest = check(ManifestSchema, answer, `${name}@${version}`);
      if (manifest.name !== name || manifest.version !== version) {
        throw new SourceError(
          "ERR_SOURCE_REGISTRY",
          `the registry answered ${manifest.name}@${manifest.version} for ${name}@${version}`,
          { hint: "the registry or a proxy before it is broken; try another registry" },
        );
      }
      return prove(manifest, options);
    },
  };
}

function prove(manifest: z.infer<typeof ManifestSchema>, options: RegistryOptions): RegistryPackage {
  const { name, version, dist } = manifest;
  const id = `${name}@${version}`;
  const registry = redactUrl(options.config.registry);
  const digest = readIntegrity(dist.integrity ?? "") ?? readShasum(dist.shasum, options);
  if (digest === undefined) {
    throw new SourceError(
      "ERR_SOURCE_NO_INTEGRITY",
      `the registry gives no integrity for ${id}: nothing vouches for its bytes`,
      {
        hint: "use another registry or source; --unsafe-skip-signature accepts the SHA-1 that old packages have",
      },
    );
  }
  const evidence: Evidence[] = [
    {
      kind: "registry-integrity",
      package: id,
      integrity: dist.integrity ?? `sha1-${digest.digest}`,
      registry,
    },
  ];
  const notes: string[] = [];
  if (dist.integrity !== undefined && dist.signatures !== undefined && dist.signatures.length > 0) {
    const outcome = verifyRegistrySignature({
      package: id,
      integrity: dist.integrity,
      signatures: dist.signatures,
      keys: options.keys ?? npmRegistryKeys,
    });
    if (outcome.keyId === undefined) notes.push(outcome.note);
    else evidence.push({ kind: "registry-signature", package: id, keyId: outcome.keyId });
  } else {
    notes.push(`${id}: the registry offers no signature; its integrity is what vouches for the bytes`);
  }
  const tarball = new URL(dist.tarball, options.config.registry).href;
  return { name, version, tarball, digests: [digest], evidence, notes };
}

/** The strongest of the digests that an integrity text holds; SHA-1 and weaker do not count. */
function readIntegrity(integrity: string): ExpectedDigest | undefined {
  const algorithm = (["sha512", "sha384", "sha256"] as const).find((name) => integrity.includes(`${name}-`));
  return algorithm === undefined ? undefined : { algorithm, digest: integrity };
}

function readShasum(shasum: string | undefined, options: RegistryOptions): ExpectedDigest | undefined {
  const isUsable = options.unsafeSkipSignature === true && /^[0-9a-f]{40}$/.test(shasum ?? "");
  return isUsable && shasum !== undefined ? { algorithm: "sha1", digest: shasum } : undefined;
}

function parseJson(bytes: Uint8Array, url: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new SourceError("ERR_SOURCE_REGISTRY", `${redactUrl(url)} did not answer JSON`, {
      hint: "the address is not an npm registry, or a proxy answered in its place: check `npm config get registry`",
      cause: error,
    });
  }
}

function check<T>(schema: z.ZodType<T>, answer: unknown, what: string): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new SourceError(
    "ERR_SOURCE_REGISTRY",
    `the registry's answer for ${what} is not understood: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim(),
    { hint: "check `npm config get registry`", cause: parsed.error },
  );
}
