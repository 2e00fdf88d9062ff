export { isColorful } from "./color.js";
export { type CommandLineErrorCode, UsageError } from "./errors.js";
export { formatBytes, formatDuration, formatTable } from "./format.js";
export type { Io, Program, TextSink } from "./io.js";
export { main } from "./main.js";
export { createProgram, type ProgramInfo, toProgram } from "./program.js";
export { createProgress, type Progress, type ProgressOptions, type ProgressReport } from "./progress.js";
export { describeError, type ErrorReport, renderError } from "./render-error.js";
