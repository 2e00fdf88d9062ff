export { type CliProcess, runNodePreGyp } from "./node-pre-gyp/cli.js";
export { type HostProcess, Run, type RunOptions } from "./node-pre-gyp/run.js";
