import {
  glibcFloor,
  type ReleaseRow,
  type Resolution,
  releasePhase,
  resolveRelease,
  type Schedule,
  type SpecDialect,
} from "@nodewright/release-index";
import type { ReleaseSource, SourceIndex } from "@nodewright/release-source";
import { type CompatibleTarget, formatTarget, type Target } from "@nodewright/target-triple";
import { assertGlibc } from "./check-glibc.js";
import { errorCode } from "./errors.js";
import type { InstallEvent } from "./install-events.js";
import { assertSameLine } from "./line-of-word.js";
import { type PassedOverRecord, toPassedOver } from "./passed-over.js";

export interface SearchOptions {
  readonly spec: string;
  /** Whose words the spec is written in; `nodewright` when absent. */
  readonly dialect?: SpecDialect | undefined;
  /** Words about phases (`supported` of nv) need it. */
  readonly schedule?: Schedule | undefined;
  readonly now?: Date | undefined;
  readonly target: Target;
  /** Taken, in this order, when no source has a build for `target`; see `fallbacksFor`. */
  readonly fallbacks?: readonly CompatibleTarget[] | undefined;
  /** The machine this runs on. */
  readonly host: Target;
  /** The glibc of that machine, such as `2.36`: builds that need a newer one are passed over. */
  readonly glibcVersion?: string | undefined;
  /**
   * In the order of preference. One that gives no answer, or has no build, passes the question on; a wrong answer is
   * an error at once.
   */
  readonly sources: readonly [ReleaseSource, ...ReleaseSource[]];
  /** Releases known without asking anyone, newest first: what `lts` means where no index of all releases answers. */
  readonly knownReleases?: readonly ReleaseRow[] | undefined;
  readonly onEvent?: ((event: InstallEvent) => void) | undefined;
}

/** A release that a source has for a target, by its index. */
export interface Candidate {
  readonly source: ReleaseSource;
  readonly target: Target;
  readonly resolution: Resolution;
  /** Where the index came from, for people. */
  readonly origin: string;
}

/** One search over sources and targets, which asks nobody the same twice. */
export interface ReleaseSearch {
  readonly passedOver: readonly PassedOverRecord[];
  /** Whether a source did not answer before, and need not be waited for again. */
  isSilent(source: ReleaseSource): boolean;
  /** What a source has. @throws what the source does; InstallError where the build asks for a newer system */
  candidate(source: ReleaseSource, target: Target): Promise<Candidate>;
  /** @throws InstallError ERR_INSTALL_DOES_NOT_RUN where a build is known to ask for a newer system */
  assertRuns(version: string, target: Target): void;
  passOver(record: PassedOverRecord): void;
}

/** @param isForAnyTarget what is looked for is the same for all targets, and of any age: source code */
export function createSearch(
  options: SearchOptions,
  { isForAnyTarget = false }: { readonly isForAnyTarget?: boolean } = {},
): ReleaseSearch {
  const { spec, dialect, schedule, now = new Date() } = options;
  const passedOver: PassedOverRecord[] = [];
  const load = createLoader();
  const resolve = (rows: readonly ReleaseRow[], target?: Target): Resolution =>
    resolveRelease(spec, { index: rows, target, dialect, schedule, now });
  const assertRuns: ReleaseSearch["assertRuns"] = (version, target) => {
    if (!isForAnyTarget) assertGlibc(glibcFloor(version, target), { ...options, version, target });
  };
  // What is said of all releases, built for the target or not.
  let general: readonly ReleaseRow[] | undefined;
  return {
    passedOver,
    isSilent: (source) => passedOver.some((record) => record.source === source && isSilence(record)),
    candidate: async (source, target) => {
      const { rows, origin } = await load(source, target);
      if (source.kind !== "npm") general ??= rows;
      const resolution = resolve(rows, isForAnyTarget ? undefined : target);
      // A table of ours is older than a registry's answer: it only tells that a line has ended since.
      const isJudged = general !== undefined || hasEnded(resolution, now, schedule);
      if (options.sources.length > 1 && isJudged) {
        assertSameLine(resolution, target, () => resolve(general ?? options.knownReleases ?? []));
      }
      assertRuns(resolution.version, target);
      return { source, target, resolution, origin };
    },
    assertRuns,
    passOver: (record) => {
      passedOver.push(record);
      options.onEvent?.({ type: "passed-over", ...toPassedOver(record) });
    },
  };
}

function hasEnded({ line }: Resolution, now: Date, schedule: Schedule | undefined): boolean {
  return schedule !== undefined && releasePhase(line, now, schedule) === "end-of-life";
}

/** Without a request, what is kept of one question says nothing of the next. */
function isSilence({ why, error }: PassedOverRecord): boolean {
  return why === "no-answer" && errorCode(error) !== "ERR_SOURCE_OFFLINE";
}

/** Indexes, each loaded once: a registry has one for each target, every other source one for all. */
function createLoader(): (source: ReleaseSource, target: Target) => Promise<SourceIndex> {
  const loaded = new Map<ReleaseSource, Map<string, Promise<SourceIndex>>>();
  return (source, target) => {
    const ofSource = loaded.get(source) ?? new Map<string, Promise<SourceIndex>>();
    loaded.set(source, ofSource);
    const key = source.kind === "npm" ? String(formatTarget(target)) : "";
    const index = ofSource.get(key) ?? source.loadIndex(target);
    ofSource.set(key, index);
    return index;
  };
}
