/** What other commands share with this one: the options that say where Node.js comes from, what they open, its text. */
export { coreVersion } from "./core-version.js";
export { type SourceFlags, withSource } from "./flags.js";
export { userHome } from "./place.js";
export { renderEvent } from "./render.js";
export { machine, openSession, type Session } from "./session.js";
