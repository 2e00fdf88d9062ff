import { TargetError } from "../src/index.js";

/** The TargetError that a call throws; any other outcome fails the test. */
export function errorOf(run: () => unknown): TargetError {
  try {
    run();
  } catch (error) {
    if (error instanceof TargetError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
