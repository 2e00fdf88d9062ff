import * as data from "./data.generated.js";
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

const RUNTIME_LETTERS: Readonly<Record<string, RuntimeName>> = { n: "node", e: "electron", w: "node-webkit" };

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
    const [letter = "", target = "", abi = "", window = ""] = word.split(":");
    const [start = "", end = ""] = window.split("/");
    return {
      runtime: RUNTIME_LETTERS[letter] ?? "node",
      target,
      abi,
      get lts() {
        const today = new Date().toISOString().slice(0, 10);
        return start !== "" && start < today && (end === "" || today < end);
      },
    };
  });
}
