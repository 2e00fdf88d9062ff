import { SourceError } from "./errors.js";
import type { ReleaseSource } from "./source.js";

/** A source whose failures to tell its releases name the variable that its address comes from, if one does. */
export function namingVariable(source: ReleaseSource, variable: string | undefined): ReleaseSource {
  if (variable === undefined) return source;
  return {
    ...source,
    loadIndex: async (target) => {
      try {
        return await source.loadIndex(target);
      } catch (error) {
        throw error instanceof SourceError ? named(error, variable) : error;
      }
    },
  };
}

/** npm's disturl is often that of Electron's headers, which is no place of Node.js at all. */
function named({ code, message, hint, cause }: SourceError, variable: string): SourceError {
  const where = `${message} (the address is from ${variable})`;
  const remedy = `unset ${variable}, or name another source with --source`;
  return new SourceError(code, where, {
    hint: code === "ERR_SOURCE_INDEX" ? remedy : hint,
    cause,
  });
}
