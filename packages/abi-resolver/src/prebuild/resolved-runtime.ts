import type { AbiTable } from "../abi-table.js";
import type { RuntimeName } from "../runtimes.js";
import type { PrebuildRuntime } from "./types.js";

/** The runtime with what the table knows of it. */
export interface ResolvedRuntime {
  readonly name: RuntimeName;
  readonly version: string;
  readonly abi: string | null;
  /** Why the ABI is what it is, or is not known. */
  readonly reason: string;
  /** The highest Node-API level; null when it is not known. */
  readonly napi: number | null;
  /** Major version of libuv. */
  readonly uv: string | undefined;
  readonly table: AbiTable;
}

/** Throws ERR_ABI_INVALID_VERSION, ERR_ABI_UNKNOWN_RUNTIME. */
export function resolveRuntime(runtime: PrebuildRuntime, table: AbiTable): ResolvedRuntime {
  const answer = table.resolveAbi({ version: runtime.version, runtime: runtime.name });
  return {
    name: answer.runtime,
    version: answer.version,
    abi: runtime.abi ?? answer.abi,
    reason: runtime.abi === undefined ? answer.reason : "The runtime states it.",
    napi: runtime.napi === undefined ? answer.napi : Number(runtime.napi),
    uv: runtime.uv?.split(".")[0],
    table,
  };
}
