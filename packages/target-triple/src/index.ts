export { type ChooseOptions, chooseTarget } from "./choose-target.js";
export { compareTargets } from "./compare-targets.js";
export {
  type CompatibilityOptions,
  type CompatibilityReason,
  type CompatibleTarget,
  compatibleTargets,
} from "./compatible-targets.js";
export { type ConvertOptions, convertTarget } from "./convert-target.js";
export { detectDialect } from "./detect-dialect.js";
export { type Dialect, type DialectInfo, dataDate, dataVersion, dialects } from "./dialects.generated.js";
export { TargetError, type TargetErrorCode } from "./errors.js";
export { explainTarget, type TargetExplanation } from "./explain-target.js";
export { formatTarget } from "./format-target.js";
export { type PkgWords, pkgArches, pkgPlatforms, pkgWordKind } from "./grammars/pkg-words.js";
export { listTargets } from "./known-targets.js";
export { nearestWord } from "./nearest-word.js";
export {
  matchesNpmFilter,
  type NpmFields,
  type NpmFilter,
  npmFilter,
  targetsOfNpmFilter,
} from "./npm-filter.js";
export { parseTarget } from "./parse-target.js";
export { type PkgNodeRange, parsePkgNodeRange } from "./pkg-node-range.js";
export { type PkgHost, type PkgTarget, parsePkgTarget } from "./pkg-target.js";
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
