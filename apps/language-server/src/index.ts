export { main } from "@nodewright/command-line";
export { createServerProgram } from "./program.js";
export { type ServeOptions, type Serving, serve } from "./serve.js";
