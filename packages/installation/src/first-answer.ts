import { isUnanswered, type ReleaseSource } from "@nodewright/release-source";
import { InstallError, messageOf } from "./errors.js";
import type { InstallEvent } from "./install-events.js";

export interface FirstAnswerOptions {
  /** Tried in order. */
  readonly sources: readonly [ReleaseSource, ...ReleaseSource[]];
  readonly onEvent?: ((event: InstallEvent) => void) | undefined;
}

interface Failure {
  readonly source: ReleaseSource;
  readonly error: unknown;
}

/**
 * What the first source says that answers. Only a source that gives no answer passes the question on: a wrong one
 * is an error, not a reason to look elsewhere.
 * @throws whatever a source's wrong answer throws; the error of the only source, or InstallError
 * ERR_INSTALL_NO_SOURCE, when none answers
 */
export async function firstAnswer<T>(
  { sources, onEvent }: FirstAnswerOptions,
  ask: (source: ReleaseSource) => Promise<T>,
): Promise<T> {
  const failures: Failure[] = [];
  for (const source of sources) {
    try {
      return await ask(source);
    } catch (error) {
      if (!isUnanswered(error) || sources.length === 1) throw error;
      failures.push({ source, error });
      onEvent?.({ type: "source-unreachable", source: source.name, reason: messageOf(error) });
    }
  }
  throw noSource(failures);
}

function noSource(failures: readonly Failure[]): InstallError {
  const reasons = failures.map(({ source, error }) => `${source.name}: ${messageOf(error)}`);
  const errors = failures.map(({ error }) => error);
  return new InstallError("ERR_INSTALL_NO_SOURCE", `no source answers: ${reasons.join("; ")}`, {
    hint: "check the network and the proxy variables, or name a source that can be reached: a mirror's URL or a folder",
    cause: new AggregateError(errors),
  });
}
