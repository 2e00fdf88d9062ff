import { PrebuildError } from "../errors.js";
import { declaredNapiVersions, usableNapiVersions } from "./napi-versions.js";
import type { AddonManifest, BinaryConfig } from "./types.js";

type Fields = Readonly<Record<string, unknown>>;

const TEXTS: readonly (keyof BinaryConfig)[] = [
  "staging_host",
  "production_host",
  "remote_path",
  "package_name",
  "bucket",
  "region",
  "acl",
  "manifest",
  "keyring",
];

/**
 * Checks that a package.json describes a prebuilt addon, in the words that its users know.
 *
 * @param napi The highest Node-API level of the runtime; null for none, undefined to leave that unchecked.
 * @throws PrebuildError ERR_PREBUILD_INCOMPLETE, ERR_PREBUILD_HOST, ERR_PREBUILD_CONFIG, ERR_PREBUILD_NODE_API.
 */
export function validateManifest(manifest: unknown, napi?: number | null): asserts manifest is AddonManifest {
  const fields = fieldsOf(manifest);
  const binary = fieldsOf(fields.binary);
  assertComplete(fields, binary);
  assertHost(String(binary.host));
  for (const key of TEXTS) assertText(binary, key);
  assertPath(binary, "module_path");
  assertIntegrityDemand(binary.requireIntegrity);
  assertNapiVersions(binary);
  if (isManifest(fields)) assertNodeApi(fields, napi);
}

function isManifest(fields: object): fields is AddonManifest {
  return "binary" in fields;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function assertComplete(fields: Fields, binary: Fields): void {
  const missing = ["main", "version", "name", "binary"].filter((key) => !fields[key]);
  const isText = (key: string): boolean => typeof binary[key] === "string" && binary[key] !== "";
  if (fields.binary) {
    const required = ["module_name", "module_path", "host"];
    missing.push(...required.filter((key) => !isText(key)).map((key) => `binary.${key}`));
  }
  if (missing.length === 0) return;
  throw new PrebuildError(
    "ERR_PREBUILD_INCOMPLETE",
    `${fields.name} package.json is not node-pre-gyp ready:\npackage.json must declare these properties: \n${missing.join("\n")}`,
    { hint: "see the `binary` object in the guide" },
  );
}

function assertHost(host: string): void {
  if (!/^\s*http:/i.test(host)) return;
  throw new PrebuildError(
    "ERR_PREBUILD_HOST",
    "'host' protocol (http:) is invalid - only 'https:' is accepted",
    { hint: "publish over https; a mirror that a user names may be http" },
  );
}

function assertText(binary: Fields, key: keyof BinaryConfig): void {
  const value = binary[key];
  if (value === undefined || value === null || typeof value === "string") return;
  throw invalid(`binary.${key} must be a string, not ${JSON.stringify(value)}`);
}

function assertIntegrityDemand(value: unknown): void {
  if (value === undefined || typeof value === "boolean" || value === "signed") return;
  throw invalid(`binary.requireIntegrity must be true, false or "signed", not ${JSON.stringify(value)}`);
}

function assertPath(binary: Fields, key: "module_path"): void {
  if (!String(binary[key]).includes("\0")) return;
  throw invalid(`binary.${key} must be a path, and it contains a NUL character`);
}

function assertNapiVersions({ napi_versions: versions }: Fields): void {
  if (versions === undefined || versions === null) return;
  if (!Array.isArray(versions)) {
    throw invalid(`binary.napi_versions must be an array, not ${JSON.stringify(versions)}`);
  }
  if (versions.every((version) => Number.isInteger(version) && version > 0)) return;
  throw invalid("All values specified in napi_versions must be positive integers.");
}

const hasLevel = (template: string | undefined): boolean =>
  /\{(?:napi_build_version|node_napi_label)\}/.test(template ?? "");

function assertNodeApi(manifest: AddonManifest, napi: number | null | undefined): void {
  const { module_path, remote_path, package_name } = manifest.binary;
  const declared = declaredNapiVersions(manifest);
  if (
    declared !== undefined &&
    !(hasLevel(module_path) && (hasLevel(remote_path) || hasLevel(package_name)))
  ) {
    throw invalid(
      "When napi_versions is specified; module_path and either remote_path or package_name must contain the substitution string '{napi_build_version}`.",
    );
  }
  if (declared === undefined && [module_path, remote_path, package_name].some(hasLevel)) {
    throw invalid(
      "When the substitution string '{napi_build_version}` is specified in module_path, remote_path, or package_name; napi_versions must also be specified.",
    );
  }
  if (declared === undefined || napi === undefined || usableNapiVersions(manifest, { napi })) return;
  // An addon that has builds for ABIs as well can do without Node-API.
  if (package_name === undefined || package_name.includes("{node_napi_label}")) return;
  throw new PrebuildError(
    "ERR_PREBUILD_NODE_API",
    `The Node-API version of this Node instance is ${napi ?? undefined}. This module supports Node-API version(s) ${declared}. This Node instance cannot run this module.`,
    { hint: "use a newer Node.js" },
  );
}

function invalid(message: string): PrebuildError {
  return new PrebuildError("ERR_PREBUILD_CONFIG", message, {
    hint: "correct the `binary` object of package.json",
  });
}
