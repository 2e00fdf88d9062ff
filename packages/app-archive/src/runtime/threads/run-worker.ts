import { resolve } from "node:path";
import { importerAt } from "../import-module.js";
import { runMain } from "../run-main.js";
import type { Volume } from "../volume.js";
import type { WorkerStart } from "./worker-code.js";

/** What Node.js gives to code that it was handed as text, and not to files. */
const GLOBALS_OF_CODE = ["module", "exports", "require", "__filename", "__dirname"];

/** Does what a thread was started for. Code that follows the runtime's runs by itself. */
export function runWorker(volume: Volume, start: WorkerStart): void {
  if ("isCode" in start) return;
  for (const name of GLOBALS_OF_CODE) Reflect.deleteProperty(globalThis, name);
  if ("file" in start) {
    runMain(volume, resolve(start.file));
    return;
  }
  process.argv[1] = start.url;
  // What it rejects with is the thread's error.
  void importerAt(volume.root)(start.url);
}
