export { type AbiAnswer, type AbiQuery, type AbiTable, createAbiTable } from "./abi-table.js";
export type { AbiSource } from "./describe-finding.js";
export { AbiError, type AbiErrorCode } from "./errors.js";
export { getAbi } from "./get-abi.js";
export { getTarget } from "./get-target.js";
export type { AbiRow } from "./merge-rows.js";
export {
  additionalTargets,
  allTargets,
  deprecatedTargets,
  futureTargets,
  type NodeAbiTarget,
  supportedTargets,
} from "./node-abi-targets.js";
export type { Rejection, RejectionCode } from "./prebuild/check-candidate.js";
export { npmCandidate, type PlatformManifest } from "./prebuild/npm-candidate.js";
export { parseNodePreGypName } from "./prebuild/parse-node-pre-gyp.js";
export { parsePlatformPackage } from "./prebuild/parse-platform-package.js";
export { parsePrebuildInstallName } from "./prebuild/parse-prebuild-install.js";
export { parsePrebuildName } from "./prebuild/parse-prebuild-name.js";
export { parsePrebuildifyPath } from "./prebuild/parse-prebuildify.js";
export {
  type PrebuildChoice,
  type PrebuildQuery,
  type RankedPrebuild,
  type RejectedPrebuild,
  resolvePrebuild,
} from "./prebuild/resolve-prebuild.js";
export type { PrebuildCandidate, PrebuildHost, PrebuildRuntime } from "./prebuild/types.js";
export { abiTargets, napiVersions, resolveAbi, targetsOf } from "./resolve-abi.js";
export type { RuntimeName } from "./runtimes.js";
export { dataDate, dataVersion } from "./snapshot.js";
export type { AbiTarget } from "./targets-of.js";
