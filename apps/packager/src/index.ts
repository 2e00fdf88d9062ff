export { exec } from "./exec.js";
export type { PkgBaseOptions, PkgConfig, PkgExecOptions } from "./pkg/options.js";
export { program } from "./program.js";
