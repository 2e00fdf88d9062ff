export { ExecutableError, type ExecutableErrorCode } from "./errors.js";
export { type FileLike, inspect } from "./inspect.js";
export { inspectBytes } from "./inspect-bytes.js";
export type {
  AddonInfo,
  ExecutableArch,
  ExecutableFormat,
  ExecutableInfo,
  ExecutableKind,
  ExecutableLibc,
  ExecutableOs,
} from "./types.js";
