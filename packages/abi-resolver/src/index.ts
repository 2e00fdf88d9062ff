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
export { napiVersions, resolveAbi, targetsOf } from "./resolve-abi.js";
export type { RuntimeName } from "./runtimes.js";
export { dataDate, dataVersion } from "./snapshot.js";
export type { AbiTarget } from "./targets-of.js";
