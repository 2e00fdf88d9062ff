export { Run } from "./node-pre-gyp/run.js";
