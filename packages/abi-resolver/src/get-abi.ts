import { bundledTable } from "./resolve-abi.js";
import { runningNode } from "./running-node.js";
import { endOfNumber } from "./version.js";

/**
 * node-abi's `getAbi`, for its callers: the ABI of a runtime's version. A text of digits is taken for an ABI and given
 * back. Without a version, or for the version of Node.js that runs, the running process answers. Where node-abi
 * guesses, this throws: AbiError ERR_ABI_UNKNOWN for versions nobody knows the ABI of, such as 24.0.0-rc.1,
 * ERR_ABI_INVALID_VERSION, ERR_ABI_UNKNOWN_RUNTIME.
 */
export function getAbi(target?: string | null, runtime?: string | null): string {
  const word = runtime || "node";
  if (typeof target === "string" && isAbiNumber(target)) return target;
  const running = word === "node" ? runningNode() : null;
  if (running !== null && (!target || target === running.version || target === `v${running.version}`)) {
    return running.abi;
  }
  return bundledTable().getAbi(target ?? "", word);
}

/** Decimal digits without a leading zero. */
export function isAbiNumber(text: string): boolean {
  return endOfNumber(text, 0) === text.length;
}
