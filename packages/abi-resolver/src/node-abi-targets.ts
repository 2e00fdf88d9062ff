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

/** Runs when the package is imported, so it takes texts apart and leaves the rest to the properties. */
function readTargets(text: string): readonly NodeAbiTarget[] {
  return text.split(" ").map((word) => {
    const letter = word[0];
    const runtime = letter === "e" ? "electron" : letter === "w" ? "node-webkit" : "node";
    const target = runtime === "node" ? word : word.slice(1);
    return {
      runtime,
      target,
      get abi() {
        return bundledTable().getAbi(target, runtime);
      },
      get lts() {
        return runtime === "node" && isLtsToday(target);
      },
    };
  });
}

function isLtsToday(target: string): boolean {
  const word = data.NODE_LTS.split(" ").find((one) => one.startsWith(`${target}:`));
  const [start, end] = word?.slice(target.length + 1).split("/") ?? [];
  const today = new Date().toISOString().slice(0, 10);
  return start !== undefined && start < today && (!end || today < end);
}
