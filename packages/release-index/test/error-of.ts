import { ReleaseIndexError } from "../src/index.js";

/** The package's own error that a call throws; anything else fails the test. */
export function errorOf(call: () => unknown): ReleaseIndexError {
  try {
    call();
  } catch (error) {
    if (error instanceof ReleaseIndexError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
