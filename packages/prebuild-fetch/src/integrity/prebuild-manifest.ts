import * as z from "zod/mini";
import { PrebuildError } from "../errors.js";

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

const Text = z.string().check(z.regex(/^[\x20-\x7e]{1,512}$/));
const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const Size = z.int().check(z.nonnegative());
const Version = z.string().check(z.regex(/^\d{1,9}(?:\.\d{1,9}){1,3}$/));
/** Relative, with `/`, and inside. */
const RelativePath = z
  .string()
  .check(z.regex(/^(?!\/)(?!.*(?:^|\/)\.{1,2}(?:\/|$))[^\0\\\n\r]{1,1024}$/, "is no relative path"));

const Entry: z.ZodMiniType<ManifestEntry> = z.object({
  file: RelativePath,
  sizeBytes: Size,
  sha256: Sha256,
  target: Text,
  runtime: Text,
  nodeAbi: z.optional(Size),
  nodeApi: z.optional(z.union([Size, z.literal(true)])),
  glibcFloor: z.optional(Version),
  glibcxxFloor: z.optional(Version),
  cxxabiFloor: z.optional(Version),
  addon: RelativePath,
  files: z.array(z.object({ path: RelativePath, sizeBytes: Size, sha256: Sha256 })),
});

const Schema: z.ZodMiniType<PrebuildManifest> = z.object({
  schema: z.literal(1),
  name: Text,
  version: Text,
  coreVersion: Text,
  prebuilds: z.array(Entry),
});

/** A manifest of thousands of prebuilds is smaller. */
export const MAX_MANIFEST_BYTES: number = 8 * 1024 * 1024;

/**
 * @param label what messages call the text
 * @throws PrebuildError ERR_PREBUILD_MANIFEST
 */
export function parsePrebuildManifest(text: string, label: string): PrebuildManifest {
  const parsed = Schema.safeParse(parseJson(text, label));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue === undefined || issue.path.length === 0 ? "it" : issue.path.join(".");
    throw malformed(label, `${path}: ${issue?.message ?? "wrong"}`);
  }
  const files = parsed.data.prebuilds.map(({ file }) => file);
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) throw malformed(label, `it lists ${twice} twice`);
  return parsed.data;
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
    hint: "Write it anew with `nodewright prebuild package`; a damaged one vouches for nothing.",
    cause,
  });
}
