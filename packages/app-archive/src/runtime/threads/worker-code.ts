import { fileURLToPath } from "node:url";
import { hasModuleSyntax } from "../../archive/module-syntax.js";
import type { Volume } from "../volume.js";

/** What a thread of the app does once the runtime serves it. */
export type WorkerStart =
  /** Runs a file of the volume. */
  | { readonly file: string }
  /** Imports a `data:` URL. */
  | { readonly url: string }
  /** The code comes after the runtime's. */
  | { readonly isCode: true };

/**
 * The code of a thread that begins with the runtime, for what an app gives to `new Worker`; undefined for files of the
 * system, which are none of the runtime's business.
 */
export function workerCode(
  volume: Volume,
  runtime: string,
  filename: unknown,
  isEval: boolean,
): string | undefined {
  if (isEval) {
    const code = String(filename);
    if (hasModuleSyntax(code)) return starting(runtime, { url: dataUrl(code) });
    // On one line with the code, so that its lines keep their numbers.
    const strictness = /^\s*(["'])use strict\1/.test(code) ? '"use strict";' : "";
    return `${strictness}${starting(runtime, { isCode: true })};${code}`;
  }
  if (filename instanceof URL && filename.protocol === "data:")
    return starting(runtime, { url: filename.href });
  const path = filename instanceof URL ? fileURLToPath(filename) : filename;
  const isOurs =
    typeof path === "string" && volume.mounted(path) === undefined && volume.find(path) !== undefined;
  return isOurs ? starting(runtime, { file: path }) : undefined;
}

function starting(runtime: string, start: WorkerStart): string {
  // The runtime's own lines would be counted with those of the code that comes after it.
  const compiled = `require("node:vm").compileFunction(${JSON.stringify(runtime)},["require","nodewrightWorker"])`;
  return `${compiled}(require,${JSON.stringify(start)})`;
}

function dataUrl(code: string): string {
  return `data:text/javascript;base64,${Buffer.from(code).toString("base64")}`;
}
