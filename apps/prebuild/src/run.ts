export { type HostProcess, Run, type RunOptions } from "./node-pre-gyp/run.js";
