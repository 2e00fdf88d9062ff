import {
  compareVersions,
  matchReleases,
  type ReleaseRow,
  type Schedule,
  type SpecDialect,
} from "@nodewright/release-index";
import type { ReleaseSource } from "@nodewright/release-source";
import type { Target } from "@nodewright/target-triple";
import type { InstallEvent } from "./install-events.js";
import { nothingToTake, type PassedOverRecord, toPassedOver, whyPassedOver } from "./passed-over.js";

export interface ListReleasesOptions {
  /** All are asked, at once; what several have is of the first of them. */
  readonly sources: readonly [ReleaseSource, ...ReleaseSource[]];
  readonly target: Target;
  /** Only what this version, range or word covers. */
  readonly spec?: string | undefined;
  /** Whose words the spec is written in; `nodewright` when absent. */
  readonly dialect?: SpecDialect | undefined;
  /** Words about phases need it. */
  readonly schedule?: Schedule | undefined;
  readonly now?: Date | undefined;
  readonly onEvent?: ((event: InstallEvent) => void) | undefined;
}

/** A release and the source that it would be taken from. */
export interface ListedRelease extends ReleaseRow {
  /** The source's name. */
  readonly source: string;
  /** The option that asks for it, where nothing vouches for what the source has. */
  readonly onRequest?: string | undefined;
}

/**
 * The releases that the sources have for a target, newest first. A source that does not answer, or has nothing for
 * the target, is passed over while another one answers.
 * @throws the error of a source asked alone, or of one that answers wrongly; InstallError ERR_INSTALL_NO_SOURCE;
 * ReleaseIndexError ERR_RELEASE_SPEC
 */
export async function listReleases(options: ListReleasesOptions): Promise<ListedRelease[]> {
  const { sources, target, onEvent } = options;
  const answers = await Promise.allSettled(sources.map((source) => source.loadIndex(target)));
  const passedOver: PassedOverRecord[] = [];
  const indexes = sources.flatMap((source, place) => {
    const answer = answers[place];
    if (answer?.status === "fulfilled") return [{ source, rows: answer.value.rows }];
    const error = answer?.reason;
    const why = whyPassedOver(error, source);
    if (why === undefined || sources.length === 1) throw error;
    passedOver.push({ source, target, why, error });
    return [];
  });
  for (const record of passedOver) onEvent?.({ type: "passed-over", ...toPassedOver(record) });
  const [first, ...rest] = passedOver;
  if (first !== undefined && passedOver.length === sources.length) {
    throw nothingToTake(options.spec ?? "", [first, ...rest]);
  }
  return listed(indexes, options).sort((a, b) => compareVersions(b.version, a.version));
}

interface Index {
  readonly source: ReleaseSource;
  readonly rows: readonly ReleaseRow[];
}

/** A word such as `lts` means the same in all of them: what it means in all of them together. */
function listed(indexes: readonly Index[], options: ListReleasesOptions): ListedRelease[] {
  const all = byVersion(indexes.flatMap(({ rows }) => rows));
  const meant = new Set(matching([...all.values()], options, undefined).map(({ version }) => version));
  const found = indexes.flatMap(({ source: { name, onRequest }, rows }) =>
    matching(rows, options, options.target)
      .filter(({ version }) => meant.has(version))
      .map((row) => ({ ...row, source: name, ...(onRequest === undefined ? {} : { onRequest }) })),
  );
  // What must be asked for gives way to what need not be.
  const [free, onRequest] = [true, false].map((isFree) =>
    found.filter((release) => (release.onRequest === undefined) === isFree),
  );
  return [...byVersion([...(free ?? []), ...(onRequest ?? [])]).values()];
}

function matching(
  index: readonly ReleaseRow[],
  { spec, dialect, schedule, now = new Date() }: ListReleasesOptions,
  target: Target | undefined,
): ReleaseRow[] {
  if (spec === undefined) return matchReleases(">=0.0.0", { index, target });
  return matchReleases(spec, { index, target, dialect, schedule, now });
}

/** The first row of each version. */
function byVersion<Row extends ReleaseRow>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.toReversed().map((row) => [row.version, row]));
}
