export type { BuildFlags, Environment, TextSink } from "./context.js";
export { SourceBuildError, type SourceBuildErrorCode } from "./errors.js";
export { type BuildOptions, type BuildOutcome, type BuildSubject, runBuild } from "./run-build.js";
