import type { IndexEntry, PreparedIndex } from "./prepare-index.js";
import { releasePhase, type Schedule } from "./release-line.js";
import type { SpecMeaning } from "./spec.js";
import { compileRange } from "./version-range.js";

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
}

const any = (): boolean => true;

/** Selects by a meaning that answers with one release; `phases` is not such a one. */
export function selectByMeaning(
  meaning: Exclude<SpecMeaning, { kind: "phases" }>,
  index: PreparedIndex,
): Selection {
  switch (meaning.kind) {
    case "version": {
      const { text, channel } = meaning.version;
      const entry = index.byVersion.get(text);
      // `chakracore-8.1.2` is another program than v8.1.2.
      return { pool: entry?.version.channel === channel ? [entry] : [], accepts: any, isOneLine: true };
    }
    case "prefix":
      return { pool: poolOfPrefix(meaning, index), accepts: startsWith(meaning), isOneLine: false };
    case "range":
      return { pool: index.entries, accepts: inRange(meaning.range), isOneLine: false };
    case "newest":
      return selectNewest(meaning, index);
    case "lts":
      return { pool: [...index.byCodename.values()][meaning.back] ?? [], accepts: any, isOneLine: true };
    case "codename":
      return {
        pool: index.byCodename.get(meaning.codename.toLowerCase()) ?? [],
        accepts: any,
        isOneLine: true,
      };
  }
}

/** The newest release of each line in one of the phases, the newest line first. */
export function selectByPhases(
  meaning: SpecMeaning & { readonly kind: "phases" },
  index: PreparedIndex,
  { now, schedule }: { readonly now: Date; readonly schedule: Schedule },
): IndexEntry[] {
  return [...index.byLine].flatMap(([line, entries]) => {
    const phase = releasePhase(line, now, schedule);
    return phase && meaning.phases.includes(phase) ? entries.slice(0, 1) : [];
  });
}

function selectNewest(meaning: SpecMeaning & { readonly kind: "newest" }, index: PreparedIndex): Selection {
  const { channel, major, minor } = meaning;
  const pool = index.byChannel.get(channel) ?? [];
  if (major === undefined) return { pool, accepts: any, isOneLine: true };
  return { pool, accepts: startsWith({ major, ...(minor === undefined ? {} : { minor }) }), isOneLine: true };
}

interface Prefix {
  readonly major: number;
  readonly minor?: number;
}

function poolOfPrefix({ major, minor }: Prefix, index: PreparedIndex): readonly IndexEntry[] {
  if (major > 0) return index.byLine.get(`v${major}`) ?? [];
  return minor === undefined ? index.releases : (index.byLine.get(`v0.${minor}`) ?? []);
}

function startsWith({ major, minor }: Prefix): (entry: IndexEntry) => boolean {
  return ({ version }) => version.major === major && (minor === undefined || version.minor === minor);
}

function inRange(range: string): (entry: IndexEntry) => boolean {
  const test = compileRange(range);
  return test ? ({ version }) => test(version) : () => false;
}
