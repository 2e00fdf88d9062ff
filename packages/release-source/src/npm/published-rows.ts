import { compareVersions, parseVersion, type ReleaseRow } from "@nodewright/release-index";
import type { PublishedVersions } from "./registry.js";

/** Releases as an index knows them, newest first. */
export interface ReleaseFacts {
  readonly rows: readonly ReleaseRow[];
}

/**
 * Index rows for the versions that a registry has: the known row where there is one, else what the registry and
 * the release's line tell. A release of a line that has had an LTS release is LTS under the same name: lines never
 * leave LTS for current again (nodejs/Release).
 */
export function publishedRows(
  published: PublishedVersions,
  files: readonly string[],
  facts: ReleaseFacts,
): ReleaseRow[] {
  const known = new Map(facts.rows.map((row) => [row.version, row]));
  const rows: ReleaseRow[] = [];
  for (const number of published.versions) {
    const version = `v${number}`;
    if (!isRelease(version)) continue;
    const row = known.get(version);
    rows.push(
      row === undefined
        ? newRow(version, files, published.times[number], facts)
        : { ...row, files: [...new Set([...files, ...row.files.filter((token) => token === "headers")])] },
    );
  }
  return rows.sort((a, b) => compareVersions(b.version, a.version));
}

function newRow(
  version: string,
  files: readonly string[],
  time: string | undefined,
  facts: ReleaseFacts,
): ReleaseRow {
  const line = version.split(".")[0];
  const earlier = facts.rows.find(
    (row) => row.version.split(".")[0] === line && compareVersions(row.version, version) < 0,
  );
  return {
    version,
    date: (time ?? "").slice(0, 10),
    files: [...files],
    ...(earlier?.modules ? { modules: earlier.modules } : {}),
    lts: earlier?.lts ?? false,
    security: false,
  };
}

function isRelease(version: string): boolean {
  try {
    return parseVersion(version).channel === "release";
  } catch {
    return false;
  }
}
