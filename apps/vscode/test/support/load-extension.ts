import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import type { ExtensionContext } from "vscode";

interface Extension {
  readonly activate: (context: Pick<ExtensionContext, "subscriptions">) => void;
}

const file = join(import.meta.dirname, "../../dist/extension/dist/extension.js");

/** What a browser's worker has of that which the extension may use. Nothing of Node.js: no process, no Buffer. */
const workerGlobals = { TextDecoder, TextEncoder, URL, setTimeout, clearTimeout };

/** Loads the built file as VS Code's worker does, which gives it `vscode` and no other module. */
export function loadExtension(api: object): Extension {
  const module: { exports: object } = { exports: {} };
  const require = (name: string): object => {
    if (name !== "vscode") throw new Error(`${name} is no module of the worker's`);
    return api;
  };
  const context = createContext({ ...workerGlobals, module, exports: module.exports, require });
  runInContext(readFileSync(file, "utf8"), context, { filename: file });
  return module.exports as Extension;
}
