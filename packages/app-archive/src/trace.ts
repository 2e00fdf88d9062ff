export { ArchiveError, type ArchiveErrorCode } from "./errors.js";
export { type Quirk, quirks } from "./trace/quirks.js";
export { readTraced } from "./trace/read-traced.js";
export { type RecordOptions, recordRun } from "./trace/record-run.js";
export { traceApp } from "./trace/trace-app.js";
export type { Trace, TracedFile, TracedLink, TraceOptions, Why } from "./trace/types.js";
export type { Unresolved } from "./trace/unresolved.js";
