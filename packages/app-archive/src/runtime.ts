import { homedir } from "node:os";
import { join } from "node:path";
import { getAsset, getRawAsset, isSea } from "node:sea";
import { cacheFolder } from "@nodewright/user-folders";
import { type Archive, readArchive } from "./archive/open-archive.js";
import { createExtractor } from "./runtime/addons/extractor.js";
import { serveAddons } from "./runtime/addons/serve-addons.js";
import { ARCHIVE_ASSET, RUNTIME_ASSET } from "./runtime/asset.js";
import { serveFiles } from "./runtime/fs/serve-files.js";
import { serveModules } from "./runtime/modules/serve-modules.js";
import { whenLoaded } from "./runtime/modules/when-loaded.js";
import { isScript } from "./runtime/processes/is-script.js";
import { runAsNode, takeAsNode } from "./runtime/processes/run-as-node.js";
import { serveProcesses } from "./runtime/processes/serve-processes.js";
import { runMain } from "./runtime/run-main.js";
import { runWorker } from "./runtime/threads/run-worker.js";
import { serveWorkers } from "./runtime/threads/serve-workers.js";
import type { WorkerStart } from "./runtime/threads/worker-code.js";
import { createVolume, type Volume } from "./runtime/volume.js";

/** What a thread is to do; in the main thread there is no such name. */
declare const nodewrightWorker: WorkerStart;

/** Runs the app whose archive is in this executable. */
function main(): void {
  const archive = readArchive(new Uint8Array(getRawAsset(ARCHIVE_ASSET)));
  const volume = createVolume(archive, process.platform);
  serve(volume, archive, process.execPath);
  if (typeof nodewrightWorker !== "undefined") runWorker(volume, nodewrightWorker);
  else if (takeAsNode(process.env, process.execPath)) void runAsNode(volume);
  else runMain(volume, volume.entry);
}

function serve(volume: Volume, archive: Archive, executable: string): void {
  const { env, platform } = process;
  const cache = env.PKG_NATIVE_CACHE_PATH || cacheFolder({ env, home: homedir(), platform });
  const extract = createExtractor(volume, archive, cache && join(cache, "extracted"));
  serveFiles(volume, executable);
  serveAddons(extract);
  const processes = (): void => {
    serveProcesses(volume, {
      executable,
      names: ["node", executable],
      isScript: (path) => isScript(volume, path),
      extract,
    });
  };
  const asked = whenLoaded({
    child_process: processes,
    cluster: () => asked("child_process"),
    worker_threads: () => serveWorkers(volume, () => getAsset(RUNTIME_ASSET, "utf8")),
  });
  serveModules(volume, process.versions.node, asked);
}

if (isSea()) main();
