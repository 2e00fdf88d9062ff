import { compareVersions, lineOf, parseVersion, type ReleaseRow } from "@nodewright/release-index";

/** What a place without an index tells of a release. */
export interface FoundRelease {
  readonly version: string;
  /** The index's words for what was found there. */
  readonly files: readonly string[];
  /** UTC day, where the place tells it. */
  readonly date?: string | undefined;
}

/**
 * Index rows for releases that were found without an index, newest first: the known row where there is one, else
 * what the place and the release's line tell. A release of a line that has had an LTS release is LTS under the
 * same name: lines never leave LTS for current again (nodejs/Release).
 * @param known rows of an index, newest first
 */
export function rowsOfFound(found: Iterable<FoundRelease>, known: readonly ReleaseRow[]): ReleaseRow[] {
  const byVersion = new Map(known.map((row) => [row.version, row]));
  return [...found]
    .map((release) => {
      const row = byVersion.get(release.version);
      return row === undefined ? newRow(release, known) : { ...row, files: release.files };
    })
    .sort((a, b) => compareVersions(b.version, a.version));
}

function newRow({ version, files, date = "" }: FoundRelease, known: readonly ReleaseRow[]): ReleaseRow {
  const earlier = newestUpTo(version, known);
  return {
    version,
    date,
    files,
    ...(earlier?.modules ? { modules: earlier.modules } : {}),
    lts: earlier?.lts ?? false,
    security: false,
  };
}

/** The npm of the newest release of a version's line up to it, as far as the known rows tell. */
export function npmOfLine(version: string, known: readonly ReleaseRow[]): string | undefined {
  const rows = known.filter(({ npm }) => npm);
  return newestUpTo(version, rows)?.npm ?? undefined;
}

function newestUpTo(version: string, known: readonly ReleaseRow[]): ReleaseRow | undefined {
  const line = lineOf(parseVersion(version));
  return known.find(
    (row) => lineOf(parseVersion(row.version)) === line && compareVersions(row.version, version) <= 0,
  );
}
