export type { Command } from "commander";
export { isColorful } from "./color.js";
export { addCompletion } from "./completion/add-completion.js";
export type { Candidate, CompletionPlace, Suggest } from "./completion/complete.js";
export {
  type CompletionShell,
  completeWord,
  completionScript,
  completionShells,
} from "./completion/completion-script.js";
export { type CommandLineErrorCode, UsageError } from "./errors.js";
export { formatBytes, formatDuration, formatTable } from "./format.js";
export type { Io, Program, TakeSignals, TextSink } from "./io.js";
export { main } from "./main.js";
export { packageVersion } from "./package-version.js";
export { createProgram, type ProgramInfo, toProgram } from "./program.js";
export { createProgress, type Progress, type ProgressOptions, type ProgressReport } from "./progress.js";
export { describeError, type ErrorReport, renderError } from "./render-error.js";
