import { syncBuiltinESMExports } from "node:module";
import type { WorkerOptions } from "node:worker_threads";
import type { Volume } from "../volume.js";
import { workerCode } from "./worker-code.js";

/** Lets threads run files of the volume, and code that finds them: each begins with the runtime. */
export function serveWorkers(volume: Volume, runtime: () => string): void {
  const threads = process.getBuiltinModule("node:worker_threads");
  const { Worker: Plain } = threads;
  let source: string | undefined;
  class Worker extends Plain {
    constructor(filename: string | URL, options: WorkerOptions = {}) {
      source ??= runtime();
      const code = workerCode(volume, source, filename, options?.eval === true);
      if (code === undefined) super(volume.mounted(String(filename)) ?? filename, options);
      else super(code, { ...options, eval: true });
    }
  }
  Object.defineProperty(Worker, "name", { value: "Worker" });
  threads.Worker = Worker;
  syncBuiltinESMExports();
}
