export { detectDialect } from "./detect-dialect.js";
export { type Dialect, dataDate, dataVersion } from "./dialects.generated.js";
export { type DialectInfo, dialects } from "./dialects.js";
export { TargetError, type TargetErrorCode } from "./errors.js";
export { formatTarget } from "./format-target.js";
export { listTargets } from "./known-targets.js";
export { parseTarget } from "./parse-target.js";
export type { ParsedTarget } from "./reading.js";
export {
  createTarget,
  matchTarget,
  type Target,
  type TargetParts,
  type TargetPattern,
  targetBits,
  targetEndian,
  targetsEqual,
} from "./target.js";
export type { Arch, ArmVersion, Endian, Libc, Os } from "./vocabulary.js";
