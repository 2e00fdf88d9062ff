import {
  errorCode,
  isAbsence,
  isUnanswered,
  type ReleaseSource,
  SourceError,
} from "@nodewright/release-source";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { InstallError, messageOf } from "./errors.js";

/** Why a source's answer for a target was not taken. */
export type PassedOverWhy =
  /** It gave no answer. */
  | "no-answer"
  /** It has no such release. */
  | "no-release"
  /** It has no build of it for the target. */
  | "no-build"
  /** Its build asks for a newer system than this one. */
  | "newer-system"
  /** Nothing vouches for its build, and nobody asked for that by name. */
  | "unsigned"
  /** It was asked only to know what there is, and answered wrongly. */
  | "wrong-answer";

export interface PassedOver {
  /** The source's name. */
  readonly source: string;
  readonly target: Target;
  readonly why: PassedOverWhy;
  readonly reason: string;
}

/** With what is needed to ask again, and to say so at the end. */
export interface PassedOverRecord {
  readonly source: ReleaseSource;
  readonly target: Target;
  readonly why: PassedOverWhy;
  readonly error: unknown;
}

/** Why the next source or target may be asked after this error; undefined where it is an error at once. */
export function whyPassedOver(error: unknown, { onRequest }: ReleaseSource): PassedOverWhy | undefined {
  if (isUnanswered(error)) return "no-answer";
  const code = errorCode(error);
  if (isAbsence(error)) return code === "ERR_RELEASE_NOT_FOUND" ? "no-release" : "no-build";
  if (code === "ERR_INSTALL_DOES_NOT_RUN") return "newer-system";
  if (code === "ERR_INSTALL_UNSIGNED") return "unsigned";
  return onRequest !== undefined && error instanceof SourceError ? "wrong-answer" : undefined;
}

export function toPassedOver({ source, target, why, error }: PassedOverRecord): PassedOver {
  return { source: source.name, target, why, reason: messageOf(error) };
}

/** The error of a search that found nothing to take; a source that was asked alone keeps its own. */
export function nothingToTake(spec: string, records: readonly PassedOverRecord[]): unknown {
  const [first] = records;
  if (first === undefined) return new TypeError("there are no sources");
  const unsigned = records.find(({ why }) => why === "unsigned");
  if (unsigned !== undefined) return unsigned.error;
  if (records.every(({ source }) => source === first.source)) return first.error;
  const isSilence = records.every(({ why }) => why === "no-answer");
  const what = isSilence
    ? "no source answers"
    : `no source has Node.js ${JSON.stringify(spec)} for ${targetsOf(records)}`;
  return new InstallError("ERR_INSTALL_NO_SOURCE", `${what}: ${reasonsOf(records).join("; ")}`, {
    hint: hintOf(first) ?? askElsewhere,
    cause: new AggregateError(records.map(({ error }) => error)),
  });
}

const askElsewhere =
  "check the network and the proxy variables, or name a source that can be reached: a mirror's URL or a folder";

function targetsOf(records: readonly PassedOverRecord[]): string {
  return [...new Set(records.map(({ target }) => formatTarget(target)))].join(", ");
}

/** A server that is down is told once, whatever it was asked for. */
function reasonsOf(records: readonly PassedOverRecord[]): string[] {
  return [...new Set(records.map(({ source, error }) => `${source.name}: ${messageOf(error)}`))];
}

/** The source asked first knows best what there is instead, if it answered. */
function hintOf({ why, error }: PassedOverRecord): string | undefined {
  const hint: unknown =
    why !== "no-answer" && error instanceof Error ? Reflect.get(error, "hint") : undefined;
  return typeof hint === "string" && hint !== "" ? hint : undefined;
}
