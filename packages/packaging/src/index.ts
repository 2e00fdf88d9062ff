export type { BaseBinary } from "./base/base-binary.js";
export { type FetchBaseOptions, fetchBase } from "./base/fetch-base.js";
export { namedBase } from "./base/named-base.js";
export { PackagingError, type PackagingErrorCode } from "./errors.js";
export { type FoundApp, findApp } from "./pack/find-app.js";
export { type Executable, type PackExecutableOptions, packExecutable } from "./pack/pack-executable.js";
export { type Named, outputNames, targetWord } from "./targets/output-names.js";
export { readTargets, type TargetDefaults, type WantedExecutable } from "./targets/read-targets.js";
