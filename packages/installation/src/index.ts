export { InstallError, type InstallErrorCode } from "./errors.js";
export { type FindOptions, findInstall } from "./find-install.js";
export type { InstallEvent } from "./install-events.js";
export { type InstallOptions, type InstallResult, installNode } from "./install-node.js";
export { defaultRoot, defaultStoreRoot, installFolder } from "./install-root.js";
export {
  type InstallSeveralOptions,
  installSeveral,
  type RequestOutcome,
  type SpecRequest,
} from "./install-several.js";
export { binFolder, executablePath, type Install, listInstalls, readInstall } from "./list-installs.js";
export { type ListedRelease, type ListReleasesOptions, listReleases } from "./list-releases.js";
export type { PassedOver, PassedOverWhy } from "./passed-over.js";
export { type Place, type Plan, planInstall } from "./plan-install.js";
export { type PrefixPart, prefixParts } from "./prefix-parts.js";
export { type Built, type Receipt, receiptName } from "./receipt.js";
export type { SearchOptions } from "./release-search.js";
export { removeInstall } from "./remove-install.js";
export { environmentOf, type RunInInstallOptions, runInInstall } from "./run-in-install.js";
export type { Settled } from "./settle-all.js";
export { fallbacksFor, type WantedTargets, wantedTargets } from "./wanted-targets.js";
