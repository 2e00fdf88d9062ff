import { type Resolution, resolveRelease } from "@nodewright/release-index";
import { isUnreachable, type ReleaseSource, type SourceIndex } from "@nodewright/release-source";
import type { Target } from "@nodewright/target-triple";
import type { InstallEvent, InstallOptions } from "./install-node.js";

export interface SourceResolution {
  readonly source: ReleaseSource;
  readonly resolution: Resolution;
}

/**
 * Asks the sources in order which release a spec means.
 * @throws the last source's error when none answers; ReleaseIndexError when the one that answers has no such release
 */
export async function resolveFrom(
  options: Pick<InstallOptions, "sources" | "spec" | "target" | "now" | "onEvent">,
): Promise<SourceResolution> {
  const { spec, target, now = new Date(), onEvent } = options;
  const { source, index } = await firstIndex(options);
  const resolution = resolveRelease(spec, { index: index.rows, target, now });
  onEvent?.({ type: "resolved", resolution, source: source.name, origin: index.origin });
  return { source, resolution };
}

export interface FirstIndexOptions {
  readonly sources: readonly [ReleaseSource, ...ReleaseSource[]];
  readonly target: Target;
  readonly onEvent?: ((event: InstallEvent) => void) | undefined;
}

/**
 * The index of the first source that answers. Only a source that cannot be reached passes the question on: a wrong
 * answer is an error, not a reason to look elsewhere.
 */
export async function firstIndex({
  sources,
  target,
  onEvent,
}: FirstIndexOptions): Promise<{ readonly source: ReleaseSource; readonly index: SourceIndex }> {
  let last: unknown;
  for (const source of sources) {
    try {
      return { source, index: await source.loadIndex(target) };
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      last = error;
      const reason = error instanceof Error ? error.message : String(error);
      onEvent?.({ type: "source-unreachable", source: source.name, reason });
    }
  }
  throw last;
}
