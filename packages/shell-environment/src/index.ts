export { ShellError, type ShellErrorCode } from "./errors.js";
export { type Environment, type FormatOptions, formatEnvironment } from "./format-environment.js";
export { type GithubOptions, isGithub, writeGithubFiles } from "./github-files.js";
export { processName } from "./process-name.js";
export { quote } from "./quote.js";
export { type SearchPathOptions, searchPath } from "./search-path.js";
export { type DetectShellOptions, detectShell, isDirenv, type Shell, shells } from "./shells.js";
