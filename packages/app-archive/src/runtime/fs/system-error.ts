import { getSystemErrorMap } from "node:util";

/** What an error of the system names beside its code. */
export interface Failed {
  readonly syscall: string;
  readonly path: string;
  /** For calls with two paths. */
  readonly dest?: string | undefined;
}

/** The error that Node.js throws where the system says `code`: same text, same properties. */
export function systemError(code: string, { syscall, path, dest }: Failed): NodeJS.ErrnoException {
  const [errno, [, why] = ["", "unknown error"]] =
    [...getSystemErrorMap()].find(([, [name]]) => name === code) ?? [];
  const to = dest === undefined ? "" : ` -> '${dest}'`;
  const error = new Error(`${code}: ${why}, ${syscall} '${path}'${to}`);
  return Object.assign(error, { errno, code, syscall, path }, dest === undefined ? {} : { dest });
}
