import Module from "node:module";
import { createProcessPkg } from "./process-pkg.js";
import type { Volume } from "./volume.js";

/** The internal loader of CommonJS: the only way to a module that is the main one. */
interface Loader {
  _load(path: string, parent: null, isMain: boolean): unknown;
  runMain(path: string): void;
}

/** Runs a file of the volume or of a disk as `node FILE` does. */
export function runMain(volume: Volume, path: string): void {
  const loader = Module as unknown as Loader;
  process.argv[1] = path;
  Object.assign(process, { pkg: createProcessPkg(volume, path) });
  if (volume.find(path) === undefined || volume.mounted(path) !== undefined)
    loader.runMain(volume.mounted(path) ?? path);
  else loader._load(path, null, true);
}
