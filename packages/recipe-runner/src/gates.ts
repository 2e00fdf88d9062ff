import { parseVersion } from "@nodewright/release-index";
import { satisfies } from "semver";
import type { RecipeGate } from "./types.js";

/** Whether a recipe builds a version; if not, the gate says why. */
export type GateVerdict =
  | { readonly builds: true }
  | { readonly builds: false; readonly reason: string; readonly link: string | undefined };

/** Whether a recipe's gates let a version pass. A pre-release counts as its release: `v22.14.0-rc.1` as `22.14.0`. */
export function checkGates(gates: readonly RecipeGate[], version: string): GateVerdict {
  const gate = gates.find(({ excludes }) => isInRange(version, excludes));
  return gate ? { builds: false, reason: gate.reason, link: gate.link } : { builds: true };
}

/** Whether the three numbers of a version satisfy a semver range. */
export function isInRange(version: string, range: string): boolean {
  const { major, minor, patch } = parseVersion(version);
  return satisfies(`${major}.${minor}.${patch}`, range);
}
