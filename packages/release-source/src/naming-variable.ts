import { SourceError } from "./errors.js";
import type { ReleaseSource } from "./source.js";

/** A source whose address holds no index says which variable the address comes from, if one does. */
export function namingVariable(source: ReleaseSource, variable: string | undefined): ReleaseSource {
  if (variable === undefined) return source;
  return {
    ...source,
    loadIndex: async (target) => {
      try {
        return await source.loadIndex(target);
      } catch (error) {
        const isWrong = error instanceof SourceError && error.code === "ERR_SOURCE_INDEX";
        throw isWrong ? named(error, variable) : error;
      }
    },
  };
}

/** npm's disturl is often that of Electron's headers, which is no place of Node.js at all. */
function named({ code, message, cause }: SourceError, variable: string): SourceError {
  return new SourceError(code, `${message} (the address is from ${variable})`, {
    hint: `unset ${variable}, or name another source with --source`,
    cause,
  });
}
