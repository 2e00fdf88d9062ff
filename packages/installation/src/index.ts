export { InstallError, type InstallErrorCode } from "./errors.js";
export { type FindOptions, findInstall } from "./find-install.js";
export { type InstallEvent, type InstallOptions, type InstallResult, installNode } from "./install-node.js";
export { defaultCacheRoot, defaultRoot, installFolder, type UserFolders } from "./install-root.js";
export { binFolder, executablePath, type Install, listInstalls, readInstall } from "./list-installs.js";
export { type ListReleasesOptions, listReleases } from "./list-releases.js";
export { type Receipt, receiptName } from "./receipt.js";
export { removeInstall } from "./remove-install.js";
export { environmentOf, type RunOptions, runInInstall } from "./run-in-install.js";
