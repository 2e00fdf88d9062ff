import { readFile } from "node:fs/promises";
import type { ArchiveBytes } from "./archive/write-archive.js";
import { ARCHIVE_ASSET, RUNTIME_ASSET } from "./runtime/asset.js";

/** What goes into an executable: a `SeaContent` of `@nodewright/executable/sea`. */
export interface AppContent {
  readonly main: Uint8Array;
  readonly codePath: string;
  readonly assets: ReadonlyMap<string, Uint8Array | ArchiveBytes>;
  readonly disableExperimentalSEAWarning: true;
}

/** The runtime of this package as the main script, with the app's archive beside it. */
export async function appContent(archive: ArchiveBytes): Promise<AppContent> {
  const main = await readFile(new URL(import.meta.resolve("@nodewright/app-archive/runtime")));
  return {
    main: new Uint8Array(main),
    codePath: "nodewright-runtime.js",
    assets: new Map<string, Uint8Array | ArchiveBytes>([
      [ARCHIVE_ASSET, archive],
      [RUNTIME_ASSET, new Uint8Array(main)],
    ]),
    disableExperimentalSEAWarning: true,
  };
}
