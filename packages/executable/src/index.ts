export * from "./bytes.js";
export { inspect } from "./inspect.js";
export type { FileLike } from "./parse-file.js";
