import { type AbiAnswer, type AbiQuery, type AbiTable, createAbiTable } from "./abi-table.js";
import type { AbiTarget } from "./targets-of.js";

let bundled: AbiTable | undefined;

/** The table without rows, made on first use. */
export function bundledTable(): AbiTable {
  bundled ??= createAbiTable();
  return bundled;
}

/**
 * The ABI of a runtime's version by the bundled snapshot, with its source and reason; null where nobody can know:
 * a pre-release is never given the ABI of the line before it. Throws ERR_ABI_INVALID_VERSION, ERR_ABI_UNKNOWN_RUNTIME.
 */
export function resolveAbi(query: AbiQuery): AbiAnswer {
  return bundledTable().resolveAbi(query);
}

/** Every run of versions with the ABI, oldest first: the answer to an ABI is one-to-many. Throws ERR_ABI_UNKNOWN_RUNTIME. */
export function targetsOf(abi: string, runtime = "node"): readonly AbiTarget[] {
  return bundledTable().targetsOf(abi, runtime);
}

/**
 * Every run of versions of a runtime with a known ABI, oldest first: its `range` answers what ABIs a range of versions
 * has, by the intersection of the two. Throws ERR_ABI_UNKNOWN_RUNTIME.
 */
export function abiTargets(runtime = "node"): readonly AbiTarget[] {
  return bundledTable().abiTargets(runtime);
}

/**
 * The Node-API levels a version is known to have, ascending; empty for none, undefined when they are not known.
 * Experimental levels are left out. Throws ERR_ABI_INVALID_VERSION, ERR_ABI_UNKNOWN_RUNTIME.
 */
export function napiVersions(version: string, runtime = "node"): readonly number[] | undefined {
  return bundledTable().napiVersions(version, runtime);
}
