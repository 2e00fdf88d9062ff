export * from "./bytes.js";
export { type FileLike, inspect } from "./inspect.js";
