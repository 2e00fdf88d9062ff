import { AbiError } from "./errors.js";
import { isAbiNumber } from "./get-abi.js";
import { allTargets } from "./node-abi-targets.js";
import { bundledTable } from "./resolve-abi.js";
import { runningNode } from "./running-node.js";

/**
 * node-abi's `getTarget`, for its callers: the first version with the ABI, a pre-release without its suffix.
 * What is not a number is given back. Without an ABI the running Node.js answers. `targetsOf` gives all versions.
 * Throws AbiError ERR_ABI_UNKNOWN, ERR_ABI_UNKNOWN_RUNTIME.
 */
export function getTarget(abi?: string | null, runtime?: string | null): string {
  if (typeof abi === "string" && abi !== "" && !isAbiNumber(abi)) return abi;
  const word = runtime || "node";
  const running = runningNode();
  if (!abi && word === "node" && running !== null) return running.version;
  const first =
    allTargets.find((entry) => entry.abi === abi && entry.runtime === word)?.target ??
    bundledTable().targetsOf(abi ?? "", word)[0]?.from;
  if (first !== undefined) return first.replace(/-.*$/, "");
  throw new AbiError(
    "ERR_ABI_UNKNOWN",
    `Could not detect target for abi ${String(abi)} and runtime ${word}: no known version has it`,
    { hint: "An ABI belongs to one runtime: name the right one, or give createAbiTable newer index rows." },
  );
}
