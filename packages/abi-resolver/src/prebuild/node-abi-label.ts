import type { PrebuildCandidate } from "./types.js";

/**
 * The label a node-pre-gyp name carries for what it is bound to: `node-v115`, `napi-v8`, `electron-v38.1` and
 * `node-webkit-v0.100.1`, which are versions and not ABIs, and `v8-3.14` of Node.js without an ABI.
 */
export function readNodeAbiLabel(label: string): PrebuildCandidate | undefined {
  const [, runtime, value] = /^(napi|node|electron|node-webkit|v8)-v?(\d[\w.-]*)$/.exec(label) ?? [];
  if (runtime === undefined || value === undefined) return undefined;
  if (runtime === "napi") return /^\d+$/.test(value) ? { napi: Number(value) } : undefined;
  if (runtime === "v8") return { runtime: "node", runtimeVersion: label };
  return value.includes(".") ? { runtime, runtimeVersion: value } : { runtime, abi: value };
}
