export {
  assertTarget,
  type CheckOptions,
  checkTarget,
  describeMismatches,
  sliceFor,
  type TargetMismatch,
} from "./check-target.js";
export { describeExecutable } from "./describe.js";
export { ExecutableError, type ExecutableErrorCode } from "./errors.js";
export { type FileLike, inspect } from "./inspect.js";
export { inspectBytes } from "./inspect-bytes.js";
export { targetOf } from "./target-of.js";
export type {
  AddonInfo,
  ExecutableArch,
  ExecutableFormat,
  ExecutableInfo,
  ExecutableKind,
  ExecutableLibc,
  ExecutableOs,
} from "./types.js";
