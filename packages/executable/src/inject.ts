export { ExecutableError, type ExecutableErrorCode } from "./errors.js";
export { analyse, type BaseAnalysis, parseAnalysis } from "./inject/analysis.js";
export { analyseCached, type CachedAnalysisOptions } from "./inject/analysis-cache.js";
export { type Injected, type InjectOptions, inject } from "./inject/inject.js";
export { type Application, openApplication } from "./inject/open-application.js";
export { type MachOSignature, verifyMachOSignature } from "./inject/verify-signature.js";
export type { WindowsResources } from "./inject/windows-resources.js";
export type { VersionInfo } from "./pe/version-info.js";
