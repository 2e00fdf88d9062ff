export type { SystemLibraries } from "./check/system-libraries.js";
export { type BinaryHostChoice, chooseBinaryHost } from "./config/choose-binary-host.js";
export {
  describeRuntime,
  nodeLabel,
  processRuntime,
  type RuntimeDescription,
} from "./config/describe-runtime.js";
export { type EvaluationContext, evaluate, runtimeOf } from "./config/evaluate.js";
export { type BucketLocation, locateBucket } from "./config/locate-bucket.js";
export {
  bestNapiVersion,
  declaredNapiVersions,
  type NapiSupport,
  usableNapiVersions,
} from "./config/napi-versions.js";
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
  IntegrityDemand,
  PlannedRuntime,
  PrebuildPlan,
  PrebuildVariables,
} from "./config/types.js";
export { validateManifest } from "./config/validate-manifest.js";
export { PrebuildError, type PrebuildErrorCode, type PrebuildErrorDetails } from "./errors.js";
export { clientOptions, type NetworkSettings } from "./install/client-options.js";
export { fallbackFor } from "./install/install-errors.js";
export { installPrebuild } from "./install/install-prebuild.js";
export { type PrivateBucketOptions, privateOpener } from "./install/open-private.js";
export type { InstallOptions, InstallOutcome, InstallPlan, InstallWarning } from "./install/types.js";
export {
  formatPrebuildManifest,
  type ManifestEntry,
  type ManifestFile,
  mergePrebuildManifests,
  type PrebuildManifest,
  parsePrebuildManifest,
} from "./integrity/prebuild-manifest.js";
export type { Signer, SigningOptions } from "./integrity/signature.js";
export { readSigningKey, type SigningKeyOptions } from "./integrity/signing-key.js";
export type { Voucher } from "./integrity/voucher.js";
export {
  type LocatedPrebuild,
  locatePrebuild,
  type PrebuildLocation,
  type UnfitPrebuild,
} from "./locate/locate-prebuild.js";
export type { LocateOptions, PrebuildFinding, PrebuildPlace, PrebuildScheme } from "./locate/types.js";
export { type PackOptions, type PackOutcome, type PackPlan, packPrebuild } from "./pack/pack-prebuild.js";
export {
  type PackageManifestOptions,
  type PackageManifestOutcome,
  writePackageManifest,
} from "./pack/write-package-manifest.js";
export { type CopiedPrebuild, type CopyOptions, copyPrebuilds } from "./publish/copy-prebuilds.js";
export {
  openPublishPlace,
  type PlacePlan,
  type PublishPlace,
  type PublishPlaceOptions,
} from "./publish/publish-place.js";
export {
  type PublishOptions,
  type PublishOutcome,
  type PublishPlan,
  publishPrebuild,
} from "./publish/publish-prebuild.js";
export {
  prebuildInfo,
  type UnpublishOutcome,
  unpublishPrebuild,
  versionPrebuilds,
} from "./publish/published-prebuilds.js";
export { type StagedAddon, stagedPrebuilds } from "./publish/staged-prebuilds.js";
