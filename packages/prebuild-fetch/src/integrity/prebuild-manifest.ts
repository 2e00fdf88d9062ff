import { PrebuildError } from "../errors.js";
import { readManifest, SchemaMismatch } from "./manifest-schema.js";

/** One file of a packed prebuild. */
export interface ManifestFile {
  /** Relative to the folder that the tarball is unpacked to, with `/`. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Lower-case hex; of a link, of its text. */
  readonly sha256: string;
}

/** One tarball: what its bytes are, and what its addon is for. */
export interface ManifestEntry {
  /** Path below the host, as `remote_path` and `package_name` make it. */
  readonly file: string;
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Canonical text of `@nodewright/target-triple`, as far as the addon's header and its name settle it. */
  readonly target: string;
  readonly runtime: string;
  /** NODE_MODULE_VERSION of the one ABI that it loads in. */
  readonly nodeAbi?: number | undefined;
  /** The Node-API level that it needs; true when it uses Node-API and does not say which. */
  readonly nodeApi?: number | true | undefined;
  /** The lowest glibc, and the highest symbol versions of libstdc++, that its header asks for. */
  readonly glibcFloor?: string | undefined;
  readonly glibcxxFloor?: string | undefined;
  readonly cxxabiFloor?: string | undefined;
  /** Path of the addon among `files`. */
  readonly addon: string;
  readonly files: readonly ManifestFile[];
}

/** What the maker of prebuilds says of them. */
export interface PrebuildManifest {
  readonly schema: 1;
  /** Name and version of the npm package. */
  readonly name: string;
  readonly version: string;
  /** Version of the core that named the targets. */
  readonly coreVersion: string;
  /** By `file`. */
  readonly prebuilds: readonly ManifestEntry[];
}

/** A manifest of thousands of prebuilds is smaller. */
export const MAX_MANIFEST_BYTES: number = 8 * 1024 * 1024;

/**
 * @param label what messages call the text
 * @throws PrebuildError ERR_PREBUILD_MANIFEST
 */
export function parsePrebuildManifest(text: string, label: string): PrebuildManifest {
  const manifest = checked(parseJson(text, label), label);
  const files = manifest.prebuilds.map(({ file }) => file);
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) throw malformed(label, `it lists ${twice} twice`);
  return manifest;
}

function checked(value: unknown, label: string): PrebuildManifest {
  try {
    return readManifest(value);
  } catch (error) {
    if (!(error instanceof SchemaMismatch)) throw error;
    throw malformed(label, error.message, error);
  }
}

export function formatPrebuildManifest(manifest: PrebuildManifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * Several manifests of one version of one package, each of some targets, as one: what ships inside the npm package.
 * @throws PrebuildError ERR_PREBUILD_MANIFEST when they are not of one version, or differ about a file
 */
export function mergePrebuildManifests(manifests: readonly PrebuildManifest[]): PrebuildManifest {
  const [first] = manifests;
  if (first === undefined) throw new TypeError("mergePrebuildManifests() needs at least one manifest");
  const entries = new Map<string, ManifestEntry>();
  for (const { name, version, prebuilds } of manifests) {
    if (name !== first.name || version !== first.version) {
      throw malformed(`${name}@${version}`, `${first.name}@${first.version} is merged`);
    }
    for (const entry of prebuilds) {
      const known = entries.get(entry.file);
      if (known !== undefined && known.sha256 !== entry.sha256) {
        throw malformed(`${name}@${version}`, `${entry.file} is there twice, with other bytes`);
      }
      entries.set(entry.file, entry);
    }
  }
  const prebuilds = [...entries.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  return { ...first, prebuilds };
}

function parseJson(text: string, label: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed(label, /^\s*</.test(text) ? "it is a web page" : "it is not JSON", cause);
  }
}

function malformed(label: string, why: string, cause?: unknown): PrebuildError {
  return new PrebuildError("ERR_PREBUILD_MANIFEST", `Cannot use the manifest ${label}: ${why}`, {
    hint: "Write it anew with `nodewright prebuild manifest`; a damaged one vouches for nothing.",
    cause,
  });
}
