import Module, { createRequire } from "node:module";
import { join } from "node:path";
import { getRawAsset, isSea } from "node:sea";
import { pathToFileURL } from "node:url";
import { openArchive } from "./archive/open-archive.js";
import { ARCHIVE_ASSET } from "./runtime/asset.js";
import { serveModules } from "./runtime/module-hooks.js";
import { serveFiles } from "./runtime/patch-fs.js";
import { formatOf } from "./runtime/resolve.js";
import { createVolume } from "./runtime/volume.js";

/** The internal loader of CommonJS: the only way to a module that is `require.main`. */
interface Loader {
  _load(path: string, parent: null, isMain: boolean): unknown;
}

/** Runs the app whose archive is in this executable. */
function main(): void {
  const archive = openArchive(new Uint8Array(getRawAsset(ARCHIVE_ASSET)));
  const volume = createVolume(archive, process.platform);
  const { entry, root } = volume;
  process.argv[1] = entry;
  // `import()` in a module that was loaded is the ordinary one; in the main script of an executable it is not.
  const path = join(root, ".nodewright-start.cjs");
  const source = `module.exports = import(${JSON.stringify(pathToFileURL(entry).href)});`;
  serveModules(volume, { path, source }, process.versions.node);
  serveFiles(volume);
  if (formatOf(volume, entry) === "module") createRequire(join(root, "x"))(path);
  else (Module as unknown as Loader)._load(entry, null, true);
}

if (isSea()) main();
