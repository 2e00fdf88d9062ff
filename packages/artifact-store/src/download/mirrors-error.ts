import { ArtifactError } from "../errors.js";

/**
 * The one error for a file that no mirror gave. The code is that of the last mirror that failed for
 * another reason than not having the file; ERR_ARTIFACT_NOT_FOUND thus means that none has it.
 */
export function mirrorsError(errors: readonly ArtifactError[]): ArtifactError {
  const last = errors.at(-1);
  if (last === undefined) {
    throw new TypeError("No mirror was tried");
  }
  if (errors.length === 1) {
    return last;
  }
  const deciding = errors.findLast(({ code }) => code !== "ERR_ARTIFACT_NOT_FOUND") ?? last;
  const reasons = errors.map(({ message }) => `\n  ${message}`).join("");
  return new ArtifactError(deciding.code, `Cannot download from any of ${errors.length} places:${reasons}`, {
    hint: deciding.hint,
    url: deciding.url,
    status: deciding.status,
    retryAfterMs: deciding.retryAfterMs,
    cause: new AggregateError(errors, "Every mirror failed"),
  });
}
