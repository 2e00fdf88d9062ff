export type { BuildFlags, Environment, TextSink } from "./context.js";
export { SourceBuildError, type SourceBuildErrorCode } from "./errors.js";
export { findToolchain, type Toolchain } from "./find-toolchain.js";
export {
  type BuildOptions,
  type BuildOutcome,
  type BuildSubject,
  type DefinitionSubject,
  runBuild,
  type SourceTree,
} from "./run-build.js";
export { temporaryDirectory } from "./temporary.js";
