import type { ManifestEntry, ManifestFile, PrebuildManifest } from "./prebuild-manifest.js";

/** Where and why a value is not what a manifest has there. */
export class SchemaMismatch extends Error {
  override readonly name = "SchemaMismatch";

  constructor(path: string, why: string) {
    super(`${path || "it"}: ${why}`);
  }
}

type Fields = Readonly<Record<string, unknown>>;

const TEXT = /^[\x20-\x7e]{1,512}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const VERSION = /^\d{1,9}(?:\.\d{1,9}){1,3}$/;
/** Relative, with `/`, and inside. */
const RELATIVE_PATH = /^(?!\/)(?!.*(?:^|\/)\.{1,2}(?:\/|$))[^\0\\\n\r]{1,1024}$/;

/**
 * What of a JSON value is a manifest; fields that it does not know are left out. By hand: a schema library costs an
 * install as much time as fetching its tarball.
 *
 * @throws SchemaMismatch
 */
export function readManifest(value: unknown): PrebuildManifest {
  const fields = object(value, "");
  if (fields.schema !== 1) throw new SchemaMismatch("schema", "is not 1");
  return {
    schema: 1,
    name: text(fields, "name", "", TEXT),
    version: text(fields, "version", "", TEXT),
    coreVersion: text(fields, "coreVersion", "", TEXT),
    prebuilds: list(fields, "prebuilds", "").map((one, i) => readEntry(one, `prebuilds.${i}`)),
  };
}

function readEntry(value: unknown, at: string): ManifestEntry {
  const fields = object(value, at);
  const floors = {
    glibcFloor: optional(fields, "glibcFloor", at),
    glibcxxFloor: optional(fields, "glibcxxFloor", at),
    cxxabiFloor: optional(fields, "cxxabiFloor", at),
  };
  const { nodeAbi, nodeApi } = fields;
  return {
    file: text(fields, "file", at, RELATIVE_PATH),
    sizeBytes: size(fields, "sizeBytes", at),
    sha256: text(fields, "sha256", at, SHA256),
    target: text(fields, "target", at, TEXT),
    runtime: text(fields, "runtime", at, TEXT),
    ...(nodeAbi !== undefined && { nodeAbi: size(fields, "nodeAbi", at) }),
    ...(nodeApi !== undefined && { nodeApi: nodeApi === true ? nodeApi : size(fields, "nodeApi", at) }),
    ...Object.fromEntries(Object.entries(floors).filter(([, floor]) => floor !== undefined)),
    addon: text(fields, "addon", at, RELATIVE_PATH),
    files: list(fields, "files", at).map((one, i) => readFile(one, `${at}.files.${i}`)),
  };
}

function readFile(value: unknown, at: string): ManifestFile {
  const fields = object(value, at);
  return {
    path: text(fields, "path", at, RELATIVE_PATH),
    sizeBytes: size(fields, "sizeBytes", at),
    sha256: text(fields, "sha256", at, SHA256),
  };
}

function object(value: unknown, at: string): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new SchemaMismatch(at, "is no object");
}

function list(fields: Fields, key: string, at: string): readonly unknown[] {
  const value = fields[key];
  if (Array.isArray(value)) return value;
  throw new SchemaMismatch(below(at, key), "is no list");
}

function text(fields: Fields, key: string, at: string, shape: RegExp): string {
  const value = fields[key];
  if (typeof value === "string" && shape.test(value)) return value;
  const why = shape === RELATIVE_PATH ? "is no relative path" : `is not like ${shape.source}`;
  throw new SchemaMismatch(below(at, key), why);
}

function optional(fields: Fields, key: string, at: string): string | undefined {
  return fields[key] === undefined ? undefined : text(fields, key, at, VERSION);
}

function size(fields: Fields, key: string, at: string): number {
  const value = fields[key];
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new SchemaMismatch(below(at, key), "is no whole number");
}

function below(at: string, key: string): string {
  return at === "" ? key : `${at}.${key}`;
}
