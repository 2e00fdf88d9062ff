import { join } from "node:path";
import { type ArtifactError, downloadToFile, type HttpClient } from "@nodewright/artifact-store";
import { type Keyring, parseShasums, verifiedDigest, verifyShasums } from "@nodewright/gpg-verify";
import { parseVersion } from "@nodewright/release-index";
import type { SourceArchive } from "./build-plan.js";
import { RecipeError } from "./errors.js";
import { channelDirectory } from "./make-variables.js";
import type { SourceChannel, SourceRecipe } from "./types.js";

export interface FetchSourceOptions {
  readonly recipe: SourceRecipe;
  readonly version: string;
  /** Where the archive is put, under its own name. */
  readonly directory: string;
  readonly client: HttpClient;
  /** In place of nodejs.org: a mirror laid out as its /download/, without the channel. What vouches stays the same. */
  readonly mirror?: string | undefined;
  /** Default: the release keys of Node.js. */
  readonly keyring?: Keyring | undefined;
  readonly sleep: (ms: number) => Promise<void>;
  readonly now: () => Date;
  readonly signal?: AbortSignal | undefined;
  /** Told each time that the list is not there yet. */
  readonly onWait?: ((message: string) => void) | undefined;
}

/** What vouches for a source: a release key's signature, or the server's word alone. */
export type SourceEvidence =
  | { readonly kind: "signature"; readonly keyFingerprint: string; readonly signer: string | undefined }
  | { readonly kind: "shasums" };

export interface FetchedSource extends SourceArchive {
  readonly url: string;
  readonly evidence: SourceEvidence;
}

/**
 * Fetches the source of a version and proves it: the signature over SHASUMS256.txt first, then the archive's sha256.
 * Nothing is downloaded before the list is proven, and there is no option to go on without. Which channels have no
 * signatures is data of the recipe; releases and their candidates always have.
 *
 * @throws RecipeError `ERR_RECIPE_SOURCE`, or `ERR_RECIPE_INVALID` for a version of no channel of the recipe.
 */
export async function fetchSource(options: FetchSourceOptions): Promise<FetchedSource> {
  const { recipe, client, directory, signal, mirror } = options;
  const version = parseVersion(options.version);
  const name = recipe.data.archive.replaceAll("{version}", version.text);
  const channelName = channelDirectory(version);
  const channel = Object.hasOwn(recipe.data.channels, channelName)
    ? recipe.data.channels[channelName]
    : undefined;
  if (!channel) {
    throw new RecipeError("ERR_RECIPE_INVALID", `${recipe.data.name} has no channel for ${version.text}`, {
      hint: `it has ${Object.keys(recipe.data.channels).join(", ")}`,
    });
  }
  const base = mirror === undefined ? channel.directory : `${mirror.replace(/\/*$/, "/")}${channelName}/`;
  const folder = `${base.replace(/\/*$/, "/")}${version.text}/`;
  const { digest, evidence } = await provenDigest(
    { ...options, version: version.text },
    { channel, folder, name },
  );
  const url = `${folder}${name}`;
  const path = join(directory, name);
  try {
    await downloadToFile(path, { urls: [url], client, expect: [{ algorithm: "sha256", digest }], signal });
  } catch (cause) {
    throw sourceError(`${name} was not fetched`, cause);
  }
  return { path, sha256: digest, url, evidence };
}

interface Place {
  readonly channel: SourceChannel;
  readonly folder: string;
  readonly name: string;
}

async function provenDigest(
  options: FetchSourceOptions,
  { channel, folder, name }: Place,
): Promise<{ readonly digest: string; readonly evidence: SourceEvidence }> {
  if (channel.verification === "shasums") {
    const digest = parseShasums(await waitForText(`${folder}SHASUMS256.txt`, options)).get(name);
    if (digest?.algorithm === "sha256") return { digest: digest.hex, evidence: { kind: "shasums" } };
    throw new RecipeError("ERR_RECIPE_SOURCE", `SHASUMS256.txt does not list ${name}`);
  }
  const clearsigned = await waitForText(`${folder}SHASUMS256.txt.asc`, options);
  const { keyring, version, now } = options;
  const verdict = await verifyShasums({ clearsigned }, { keyring, version, now: now() });
  if (verdict.verdict !== "valid") {
    throw new RecipeError(
      "ERR_RECIPE_SOURCE",
      `the list of ${version} is ${verdict.verdict}: ${verdict.reason}`,
      {
        hint: "do not build from there; a new releaser's key comes with a new release of @nodewright/gpg-verify",
      },
    );
  }
  const evidence = {
    kind: "signature",
    keyFingerprint: verdict.keyFingerprint,
    signer: verdict.signer,
  } as const;
  return { digest: verifiedDigest(verdict, name).hex, evidence };
}

/** The list appears some time after the index names the release. */
async function waitForText(url: string, options: FetchSourceOptions): Promise<string> {
  const { recipe, client, sleep, signal, onWait } = options;
  const { attempts, seconds } = recipe.data.wait;
  for (let attempt = 1; ; attempt++) {
    try {
      return await client.text(url, { signal });
    } catch (error) {
      const isThere = (error as ArtifactError).code !== "ERR_ARTIFACT_NOT_FOUND";
      if (isThere || attempt >= attempts) throw sourceError(`${url} cannot be read`, error);
      onWait?.(`${url} is not there yet; attempt ${attempt} of ${attempts}`);
      await sleep(seconds * 1000);
    }
  }
}

function sourceError(what: string, cause: unknown): RecipeError {
  const { message, code } = cause as ArtifactError;
  if (code === "ERR_ARTIFACT_ABORTED") return new RecipeError("ERR_RECIPE_CANCELLED", what, { cause });
  return new RecipeError("ERR_RECIPE_SOURCE", `${what}: ${message}`, { cause });
}
