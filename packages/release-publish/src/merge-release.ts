import { assetFromFileName, compareVersions } from "@nodewright/release-index";
import { PublishError } from "./errors.js";
import type { PublishedArtifact, ReleaseRecord, Replacement } from "./release-record.js";

/** What the indexes say of a release beside its files. */
export interface ReleaseFacts {
  readonly version: string;
  /** YYYY-MM-DD: the day of the release, not of the build. Kept as it was first said. */
  readonly date: string;
  /** The codename of a release of long-term support. */
  readonly lts: string | false;
  readonly security: boolean;
  /** Versions as the built Node.js states them; kept as they were first said. */
  readonly components: ReleaseRecord["components"];
}

interface Announced {
  readonly fileName: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly build: {
    readonly target?: string | undefined;
    readonly recipe: { readonly name: string };
    readonly invocation: string;
    readonly coreVersion: string;
  };
}

export interface Announcement {
  readonly release: ReleaseFacts;
  readonly artifacts: readonly Announced[];
  readonly revision?: number | undefined;
  readonly replace?: { readonly by: string; readonly reason: string } | undefined;
}

/** A file to be written. */
export interface Candidate {
  /** Below the release's folder. */
  readonly fileName: string;
  /** As it was announced, without the folder of its revision. */
  readonly source: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** A release as it shall be, and what of it is new. */
export interface Merge {
  readonly record: ReleaseRecord;
  readonly changed: readonly Candidate[];
  readonly added: readonly string[];
  readonly unchanged: readonly string[];
  readonly replaced: readonly string[];
}

/**
 * Adds files to a release. A name that is published keeps its bytes, unless `replace` says who wants others and why.
 * @throws PublishError ERR_PUBLISH_CONFLICT, ERR_PUBLISH_NAME
 */
export function mergeRelease(
  before: ReleaseRecord | undefined,
  announcement: Announcement,
  now: Date,
): Merge {
  const { release, artifacts, revision = 1, replace } = announcement;
  const published = new Map(before?.artifacts.map((one) => [one.fileName, one]));
  const added: Candidate[] = [];
  const replaced: Candidate[] = [];
  const unchanged: string[] = [];
  const replacements: Replacement[] = [];
  for (const artifact of artifacts) {
    assertName(artifact.fileName, release.version);
    const fileName = revision === 1 ? artifact.fileName : `r${revision}/${artifact.fileName}`;
    const { sha256, sizeBytes } = artifact;
    const candidate: Candidate = { fileName, source: artifact.fileName, sha256, sizeBytes };
    const old = published.get(fileName);
    if (old?.sha256 === sha256) {
      unchanged.push(fileName);
      continue;
    }
    if (old === undefined) added.push(candidate);
    else {
      if (replace === undefined) throw conflict(release.version, old, revision);
      replacements.push({ fileName, sha256: old.sha256, replacedAt: now.toISOString(), ...replace });
      replaced.push(candidate);
    }
    published.set(fileName, publishedOf(artifact, candidate, revision, now));
  }
  return {
    record: recordOf(before, release, [...published.values()], replacements),
    changed: [...added, ...replaced],
    added: added.map(({ fileName }) => fileName),
    unchanged,
    replaced: replaced.map(({ fileName }) => fileName),
  };
}

function publishedOf(
  { build }: Announced,
  { fileName, sha256, sizeBytes }: Candidate,
  revision: number,
  now: Date,
): PublishedArtifact {
  return {
    fileName,
    sha256,
    sizeBytes,
    ...(build.target === undefined ? {} : { target: build.target }),
    revision,
    promotedAt: now.toISOString(),
    recipe: build.recipe.name,
    job: build.invocation,
    coreVersion: build.coreVersion,
  };
}

function recordOf(
  before: ReleaseRecord | undefined,
  release: ReleaseFacts,
  artifacts: readonly PublishedArtifact[],
  replacements: readonly Replacement[],
): ReleaseRecord {
  return {
    version: release.version,
    date: before?.date ?? release.date,
    lts: before?.lts || release.lts,
    security: (before?.security ?? false) || release.security,
    components: { ...release.components, ...before?.components },
    artifacts: [...artifacts].sort((a, b) => (a.fileName < b.fileName ? -1 : 1)),
    replaced: [...(before?.replaced ?? []), ...replacements],
  };
}

/** The lists and indexes are read by name: one that is of no release, or of another one, would be lost or worse. */
function assertName(fileName: string, version: string): void {
  const asset = assetFromFileName(fileName);
  const named = asset?.version;
  if (named !== undefined && compareVersions(named, version) === 0) return;
  throw new PublishError("ERR_PUBLISH_NAME", `${fileName} is no file name of ${version}`, {
    hint: `names are as nodejs.org's: node-${version}-linux-x64.tar.gz`,
  });
}

function conflict(version: string, old: PublishedArtifact, revision: number): PublishError {
  return new PublishError(
    "ERR_PUBLISH_CONFLICT",
    `${old.fileName} of ${version} is published with other bytes (sha256 ${old.sha256}, by job ${old.job})`,
    {
      hint: `nothing was changed: publish the new build as revision ${revision + 1}, or replace the old one by name and reason`,
    },
  );
}
