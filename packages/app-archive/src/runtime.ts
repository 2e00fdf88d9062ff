import Module from "node:module";
import { getRawAsset, isSea } from "node:sea";
import { openArchive } from "./archive/open-archive.js";
import { ARCHIVE_ASSET } from "./runtime/asset.js";
import { serveFiles } from "./runtime/fs/serve-files.js";
import { serveModules } from "./runtime/modules/serve-modules.js";
import { createVolume } from "./runtime/volume.js";

/** The internal loader of CommonJS: the only way to a module that is `require.main`. */
interface Loader {
  _load(path: string, parent: null, isMain: boolean): unknown;
}

/** Runs the app whose archive is in this executable. */
function main(): void {
  const archive = openArchive(new Uint8Array(getRawAsset(ARCHIVE_ASSET)));
  const volume = createVolume(archive, process.platform);
  process.argv[1] = volume.entry;
  serveFiles(volume, process.execPath);
  serveModules(volume, process.versions.node);
  (Module as unknown as Loader)._load(volume.entry, null, true);
}

if (isSea()) main();
