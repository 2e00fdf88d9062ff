import { dirname, resolve } from "node:path";
import type { Volume } from "./volume.js";

/** What `pkg` tells an app of itself. */
export interface ProcessPkg {
  /** The script that runs. */
  readonly entrypoint: string;
  /** The app's own first script. */
  readonly defaultEntrypoint: string;
  readonly path: { resolve(...paths: readonly string[]): string };
  /** Lets a path below `/snapshot` be one of the system. */
  mount(interior: string | RegExp, exterior: string): void;
}

/** `process.pkg`, by which apps know that they are packed. */
export function createProcessPkg(volume: Volume, entrypoint: string): ProcessPkg {
  return {
    entrypoint,
    defaultEntrypoint: volume.entry,
    path: { resolve: (...paths) => resolve(dirname(entrypoint), ...paths) },
    mount: volume.mount,
  };
}
