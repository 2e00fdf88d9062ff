import { expect } from "vitest";
import { ArtifactError, type ArtifactErrorCode } from "../../src/errors.js";

/** The `ArtifactError` that the promise rejects with; it must have this code and a hint. */
export async function failure(promise: Promise<unknown>, code: ArtifactErrorCode): Promise<ArtifactError> {
  return asFailure(
    await promise.then(
      (value) => value,
      (error: unknown) => ({ error }),
    ),
    code,
  );
}

function asFailure(outcome: unknown, code: ArtifactErrorCode): ArtifactError {
  const error =
    typeof outcome === "object" && outcome !== null && "error" in outcome ? outcome.error : undefined;
  expect(error, `should fail with ${code}`).toBeInstanceOf(ArtifactError);
  if (!(error instanceof ArtifactError)) {
    throw error;
  }
  expect(error.code, error.message).toBe(code);
  if (code !== "ERR_ARTIFACT_ABORTED") {
    expect(error.hint, error.message).toBeTruthy();
  }
  return error;
}

/** As `failure`, for what throws at once. */
export function thrown(action: () => unknown, code: ArtifactErrorCode): ArtifactError {
  try {
    action();
  } catch (error) {
    return asFailure({ error }, code);
  }
  throw new Error(`should fail with ${code}`);
}
