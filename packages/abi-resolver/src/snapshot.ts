import * as data from "./data.generated.js";
import type { RuntimeTable } from "./find-abi.js";
import { readNightlyRuns } from "./nightlies.js";
import type { RuntimeName } from "./runtimes.js";
import { readSteps } from "./steps.js";

/** The version of the bundled tables; it changes when an answer does. */
export const dataVersion: string = data.DATA_VERSION;
/** The day their sources were read, yyyy-mm-dd. */
export const dataDate: string = data.DATA_DATE;

const SOURCES: Readonly<Record<RuntimeName, { readonly abi: string; readonly napi: string }>> = {
  node: { abi: data.NODE_ABI, napi: data.NODE_NAPI },
  electron: { abi: data.ELECTRON_ABI, napi: data.ELECTRON_NAPI },
  "node-webkit": { abi: data.NW_ABI, napi: data.NW_NAPI },
  bun: { abi: data.BUN_ABI, napi: data.BUN_NAPI },
  deno: { abi: data.DENO_ABI, napi: data.DENO_NAPI },
};

const read = new Map<RuntimeName, RuntimeTable>();

/** The bundled table of a runtime, read on first use. */
export function snapshotOf(runtime: RuntimeName): RuntimeTable {
  const known = read.get(runtime);
  if (known !== undefined) return known;
  const table: RuntimeTable = {
    runtime,
    abi: readSteps(SOURCES[runtime].abi),
    napi: readSteps(SOURCES[runtime].napi),
    nightlies: runtime === "node" ? readNightlyRuns(data.NODE_NIGHTLY) : [],
    stated: new Map(),
  };
  read.set(runtime, table);
  return table;
}
