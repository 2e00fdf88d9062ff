export { type BinaryHostChoice, chooseBinaryHost } from "./config/choose-binary-host.js";
export { type EvaluationContext, evaluate, runtimeOf } from "./config/evaluate.js";
export { bestNapiVersion, type NapiSupport, usableNapiVersions } from "./config/napi-versions.js";
export { type PlanOptions, planPrebuild } from "./config/plan.js";
export { addonHost, type HostProcess } from "./config/process-host.js";
export {
  type CommandOptions,
  environmentOptions,
  type RawOptions,
  readOptions,
} from "./config/read-options.js";
export type {
  AddonHost,
  AddonManifest,
  AddonOptions,
  AddonRuntimeName,
  BinaryConfig,
  PlannedRuntime,
  PrebuildPlan,
  PrebuildVariables,
} from "./config/types.js";
export { PrebuildError, type PrebuildErrorCode } from "./errors.js";
export { type InstallOptions, type InstallOutcome, installPrebuild } from "./install/install-prebuild.js";
