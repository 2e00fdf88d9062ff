import type { IndexEntry, PreparedIndex } from "./prepare-index.js";
import { releasePhase, type Schedule } from "./release-line.js";
import type { LinesMeaning, RangeMeaning, SpecMeaning } from "./spec.js";
import { type CompiledRange, compileRange } from "./version-range.js";

/** What a meaning selects from an index. */
export interface Selection {
  /** Newest first. */
  readonly pool: readonly IndexEntry[];
  readonly accepts: (entry: IndexEntry) => boolean;
  /**
   * Whether the word names one release or line. Then a build for another target is looked for in that line
   * alone: who asks for the newest LTS release is not served a line that ended years ago.
   */
  readonly isOneLine: boolean;
  /** Whether everything accepted is an answer, not only the newest. */
  readonly isList?: boolean;
}

/** What words about phases depend on. */
export interface Today {
  readonly now?: Date | undefined;
  readonly schedule?: Schedule | undefined;
}

const any = (): boolean => true;

/**
 * Selects what a meaning asks for.
 *
 * @throws TypeError when the meaning is about phases, and the day or the schedule is missing.
 */
export function selectByMeaning(meaning: SpecMeaning, index: PreparedIndex, today: Today): Selection {
  switch (meaning.kind) {
    case "version": {
      const { text, channel } = meaning.version;
      const entry = index.byVersion.get(text);
      // `chakracore-8.1.2` is another program than v8.1.2.
      return { pool: entry?.version.channel === channel ? [entry] : [], accepts: any, isOneLine: true };
    }
    case "prefix":
      return { pool: poolOfPrefix(meaning, index), accepts: hasPrefix(meaning), isOneLine: false };
    case "range":
      return selectRange(meaning, index);
    case "newest": {
      const { channel, startingWith } = meaning;
      const pool = channel === "release" ? index.releases : (index.byChannel.get(channel) ?? []);
      const accepts = startingWith === undefined ? any : hasBeginning(startingWith);
      return { pool, accepts, isOneLine: true };
    }
    case "lts":
      return { pool: [...index.byCodename.values()][meaning.back] ?? [], accepts: any, isOneLine: true };
    case "codename":
      return { pool: poolOfCodename(meaning, index), accepts: any, isOneLine: true };
    case "lines":
      return { pool: headsOf(meaning, index, today), accepts: any, isOneLine: false, isList: true };
  }
}

function selectRange(meaning: RangeMeaning, index: PreparedIndex): Selection {
  const { range, channel, includePrerelease = false, among, isList = false } = meaning;
  const compiled = compileRange(range, { includePrerelease });
  const entries = channel === undefined ? index.entries : (index.byChannel.get(channel) ?? []);
  const pool = compiled ? entries.slice(countNewer(entries, compiled)) : [];
  const accepts = ({ version }: IndexEntry): boolean =>
    (compiled?.accepts(version) ?? false) && (among === undefined || among.includes(version.text));
  return { pool, accepts, isOneLine: false, isList };
}

/** How many of the entries, newest first, are newer than anything in the range. */
function countNewer(entries: readonly IndexEntry[], range: CompiledRange): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry && range.isBelow(entry.version)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The newest release of each line in one of the phases, the newest line first. */
function headsOf(meaning: LinesMeaning, index: PreparedIndex, { now, schedule }: Today): IndexEntry[] {
  if (!now || !schedule)
    throw new TypeError("a word about phases needs the day (now) and the release schedule");
  const heads = [...index.byLine].flatMap(([line, entries]) => {
    const phase = releasePhase(line, now, schedule);
    const isMeant = phase !== undefined && meaning.phases.includes(phase);
    return isMeant && (!meaning.isLts || isLtsBy(now, schedule[line]?.lts)) ? entries.slice(0, 1) : [];
  });
  return meaning.isNewestOnly ? heads.slice(0, 1) : heads;
}

function isLtsBy(now: Date, day: string | undefined): boolean {
  return day !== undefined && Date.parse(day) <= now.getTime();
}

interface Prefix {
  readonly major: number;
  readonly minor?: number;
}

function poolOfPrefix({ major, minor }: Prefix, index: PreparedIndex): readonly IndexEntry[] {
  if (major > 0) return index.byLine.get(`v${major}`) ?? [];
  return minor === undefined ? index.releases : (index.byLine.get(`v0.${minor}`) ?? []);
}

function hasPrefix({ major, minor }: Prefix): (entry: IndexEntry) => boolean {
  return ({ version }) => version.major === major && (minor === undefined || version.minor === minor);
}

function hasBeginning(text: string): (entry: IndexEntry) => boolean {
  return ({ version }) => version.text.startsWith(text);
}

function poolOfCodename(
  { codename, isPart }: SpecMeaning & { readonly kind: "codename" },
  index: PreparedIndex,
): readonly IndexEntry[] {
  const name = codename.toLowerCase();
  if (!isPart) return index.byCodename.get(name) ?? [];
  return [...index.byCodename].find(([known]) => known.includes(name))?.[1] ?? [];
}
