import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { ArtifactError, type HttpClient, redactUrl } from "@nodewright/artifact-store";
import type { Keyring } from "@nodewright/gpg-verify";
import type { IntegrityDemand } from "../config/types.js";
import { PrebuildError } from "../errors.js";
import { filePathOf, nameInUrl, requestUrl } from "../install/locations.js";
import type { InstallOptions, InstallPlan } from "../install/types.js";
import { MAX_MANIFEST_BYTES, type ManifestEntry, parsePrebuildManifest } from "./prebuild-manifest.js";
import type { Signer } from "./signature.js";
import type { Voucher } from "./voucher.js";

export interface VoucherOptions {
  readonly client: HttpClient;
  readonly requireIntegrity?: IntegrityDemand | undefined;
  readonly keyring?: Keyring | undefined;
  readonly openPrivate?: InstallOptions["openPrivate"];
  readonly signal?: AbortSignal | undefined;
}

/**
 * The word of the npm package itself on a planned tarball; undefined where it has no manifest, or one that does not
 * name the tarball.
 * @throws PrebuildError ERR_PREBUILD_MANIFEST, ERR_PREBUILD_INTEGRITY for the manifest of another package or version,
 * ERR_PREBUILD_SIGNATURE where a signature is required
 */
export async function findPackageVoucher(
  plan: InstallPlan,
  options: VoucherOptions,
): Promise<Voucher | undefined> {
  const path = plan.manifestFile;
  const content = await readIfThere(path);
  if (content === undefined) return undefined;
  const entry = entryOf(plan, content, path);
  if (entry === undefined) return undefined;
  if (options.requireIntegrity !== "signed") {
    return { by: "package", manifest: path, signer: undefined, entry };
  }
  const keyring = await keyringOf(plan, options);
  const signer = await checkSignature(
    { name: basename(path), text: content },
    () => readIfThere(`${path}.asc`),
    keyring,
  );
  return { by: "package", manifest: path, signer, entry };
}

/**
 * The word of the host that has the tarball: `<tarball>.json`, and `<tarball>.json.asc` where a keyring is configured.
 * Undefined where there is no manifest.
 * @throws PrebuildError as `findPackageVoucher`, and ERR_PREBUILD_SIGNATURE unless a key of the keyring signed it
 */
export async function findHostVoucher(
  plan: InstallPlan,
  options: VoucherOptions,
): Promise<Voucher | undefined> {
  const url = withSuffix(plan.hostedTarball, ".json");
  const content = await fetchIfThere(url, options);
  if (content === undefined) return undefined;
  const manifest = redactUrl(url);
  const isSigned = hasKeyring(plan, options) || options.requireIntegrity === "signed";
  const keyring = isSigned ? await keyringOf(plan, options) : undefined;
  const signer =
    keyring &&
    (await checkSignature(
      { name: nameInUrl(url), text: content },
      () => fetchIfThere(withSuffix(url, ".asc"), options),
      keyring,
    ));
  const entry = entryOf(plan, content, manifest);
  return entry && { by: signer === undefined ? "host" : "signature", manifest, signer, entry };
}

export function hasKeyring(plan: InstallPlan, { keyring }: VoucherOptions): boolean {
  return keyring !== undefined || plan.keyringFile !== undefined;
}

/** `remote_path` and `package_name` as one relative path. */
export function archiveFile({
  remotePath,
  packageName,
}: Pick<InstallPlan, "remotePath" | "packageName">): string {
  return `${remotePath}/${packageName}`
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/");
}

function entryOf(plan: InstallPlan, content: string, label: string): ManifestEntry | undefined {
  const manifest = parsePrebuildManifest(content, label);
  if (manifest.name !== plan.name || manifest.version !== plan.version) {
    throw new PrebuildError(
      "ERR_PREBUILD_INTEGRITY",
      `Cannot use the manifest ${label}: it is of ${manifest.name}@${manifest.version}, not of ${plan.name}@${plan.version}`,
      { hint: "The author published the files of another release: build from source, and tell them." },
    );
  }
  return manifest.prebuilds.find(({ file }) => file === archiveFile(plan));
}

async function keyringOf(plan: InstallPlan, { keyring }: VoucherOptions): Promise<Keyring> {
  if (keyring !== undefined) return keyring;
  const path = plan.keyringFile;
  const { createKeyring } = await import("@nodewright/gpg-verify");
  try {
    if (path !== undefined) return createKeyring(await readFile(path));
  } catch (cause) {
    throw new PrebuildError(
      "ERR_PREBUILD_SIGNATURE",
      `Cannot read the keyring ${path}: ${messageOf(cause)}`,
      {
        hint: "Name a file of armored public keys: --keyring, or package.json's `binary.keyring`.",
        cause,
      },
    );
  }
  throw new PrebuildError("ERR_PREBUILD_SIGNATURE", "Cannot check signatures: there is no keyring", {
    hint: "Name a file of armored public keys: --keyring, or package.json's `binary.keyring`.",
  });
}

async function checkSignature(
  manifest: { readonly name: string; readonly text: string },
  readSignature: () => Promise<string | undefined>,
  keyring: Keyring,
): Promise<Signer> {
  const { verifyPrebuildManifest } = await import("./signature.js");
  return verifyPrebuildManifest(manifest, await readSignature(), keyring);
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    if ((await stat(path)).size > MAX_MANIFEST_BYTES)
      throw new Error(`it has more than ${MAX_MANIFEST_BYTES} bytes`);
    return await readFile(path, "utf8");
  } catch (cause) {
    const isMissing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
    if (isMissing) return undefined;
    throw new PrebuildError(
      "ERR_PREBUILD_MANIFEST",
      `Cannot read the manifest ${path}: ${messageOf(cause)}`,
      {
        hint: "Check the file.",
        cause,
      },
    );
  }
}

async function fetchIfThere(url: string, options: VoucherOptions): Promise<string | undefined> {
  if (url.startsWith("file:")) return readIfThere(filePathOf(url));
  const { client, openPrivate, signal } = options;
  try {
    return await client.text(requestUrl(url), { maxBytes: MAX_MANIFEST_BYTES, signal });
  } catch (error) {
    if (!isAbsence(error)) throw error;
    if (error.status !== 403 || openPrivate === undefined) return undefined;
    return readPrivate(() => openPrivate(requestUrl(url)));
  }
}

/** A host that answers no 404 for what it does not have answers 403, as S3 does. */
function isAbsence(error: unknown): error is ArtifactError {
  return (
    error instanceof ArtifactError &&
    (error.code === "ERR_ARTIFACT_NOT_FOUND" || error.status === 403 || error.status === 401)
  );
}

async function readPrivate(
  open: () => Promise<AsyncIterable<Uint8Array> | undefined>,
): Promise<string | undefined> {
  try {
    const opened = await open();
    if (opened === undefined) return undefined;
    const { text } = await import("node:stream/consumers");
    return await text(opened);
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

function withSuffix(url: string, suffix: string): string {
  const [, path = url, rest = ""] = /^([^?#]*)(.*)$/s.exec(url) ?? [];
  return `${path}${suffix}${rest}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
