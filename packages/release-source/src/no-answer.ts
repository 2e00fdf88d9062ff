import { ArtifactError, redactUrl } from "@nodewright/artifact-store";
import { messageOf, SourceError } from "./errors.js";

/**
 * Whether a status means that somebody on the way answered in the server's place: a gateway (5xx), a proxy that
 * wants a login or blocks the site.
 */
export function isBlocked(status: number): boolean {
  return status >= 500 || status === 403 || status === 407 || status === 451;
}

/** Whether nobody answered, or somebody on the way in the server's place, such as a page to log in to the network. */
export function isNoAnswer(error: ArtifactError): boolean {
  switch (error.code) {
    case "ERR_ARTIFACT_NETWORK":
    case "ERR_ARTIFACT_TIMEOUT":
    case "ERR_ARTIFACT_TRUNCATED":
    case "ERR_ARTIFACT_NOT_ARCHIVE":
      return true;
    case "ERR_ARTIFACT_HTTP":
      return isBlocked(error.status ?? 0);
    default:
      return false;
  }
}

/** The error for a server that gave no answer. */
export function unreachable(cause: unknown): SourceError {
  const own = cause instanceof ArtifactError ? cause.hint : undefined;
  const hint = own ?? "Check the network and the proxy variables.";
  return new SourceError("ERR_SOURCE_UNREACHABLE", messageOf(cause), {
    hint: `${hint} Or name another source: --source npm, a mirror's URL or a folder.`,
    cause,
  });
}

/** The error for what cannot be had without a request. */
export function notAtHand(url: string): SourceError {
  return new SourceError(
    "ERR_SOURCE_OFFLINE",
    `${redactUrl(url)} was not read before: offline, nothing is fetched`,
    { hint: "run the same command once without --offline" },
  );
}
