import * as data from "./data.generated.js";
import { bundledTable } from "./resolve-abi.js";
import type { RuntimeName } from "./runtimes.js";

/** An entry of node-abi's lists. */
export interface NodeAbiTarget {
  readonly runtime: RuntimeName;
  /** The first version with the ABI. */
  readonly target: string;
  readonly abi: string;
  /** Whether the line is in its long-term support window when the property is read. */
  readonly lts: boolean;
}

/** node-abi's lists of the same names, entry for entry. */
export const deprecatedTargets: readonly NodeAbiTarget[] = /* @__PURE__ */ readTargets(
  data.DEPRECATED_TARGETS,
);
export const supportedTargets: readonly NodeAbiTarget[] = /* @__PURE__ */ readTargets(data.SUPPORTED_TARGETS);
/** NW.js up to 0.26; `targetsOf` knows the later ones. */
export const additionalTargets: readonly NodeAbiTarget[] = /* @__PURE__ */ readTargets(
  data.ADDITIONAL_TARGETS,
);
/** Announced, not released. */
export const futureTargets: readonly NodeAbiTarget[] = /* @__PURE__ */ readTargets(data.FUTURE_TARGETS);
export const allTargets: readonly NodeAbiTarget[] = /* @__PURE__ */ deprecatedTargets.concat(
  supportedTargets,
  additionalTargets,
  futureTargets,
);

function readTargets(text: string): NodeAbiTarget[] {
  return text.split(" ").map((word) => {
    const [, letter = "", target = "", start, end] = /^([ew]?)([^:]+)(?::(.*)\/(.*))?$/.exec(word) ?? [];
    const runtime = letter === "e" ? "electron" : letter === "w" ? "node-webkit" : "node";
    return {
      runtime,
      target,
      get abi() {
        return bundledTable().getAbi(target, runtime);
      },
      get lts() {
        const today = new Date().toISOString().slice(0, 10);
        return start !== undefined && start < today && (!end || today < end);
      },
    };
  });
}
