import type { Extract } from "./extractor.js";

/** Lets `process.dlopen`, and so `require`, load addons of the volume: the system's loader reads files of a disk alone. */
export function serveAddons(extract: Extract): void {
  const { dlopen } = process;
  process.dlopen = (module: object, filename: string, ...flags: readonly number[]): void => {
    Reflect.apply(dlopen, process, [module, extract(String(filename)) ?? filename, ...flags]);
  };
}
