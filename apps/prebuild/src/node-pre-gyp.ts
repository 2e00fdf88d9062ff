export { runNodePreGyp } from "./node-pre-gyp/cli.js";
