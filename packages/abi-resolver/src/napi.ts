import type { RuntimeTable } from "./find-abi.js";
import { indexAt } from "./steps.js";
import type { Version } from "./version.js";

/**
 * The highest Node-API level the version is known to have, 0 for none, undefined where nothing is known.
 * Levels are additive and a newer line has those of an older one, so beyond the table the last level is a floor;
 * a pre-release of x.0.0 has at least what x-1.0.0 had, from where its branch came.
 */
export function findNapi(table: RuntimeTable, version: Version): number | undefined {
  const step = table.napi[indexAt(table.napi, version)];
  if (step === undefined || step.value === null) return undefined;
  const { major, minor, patch, pre } = version;
  const isOfLine = step.from.major === major;
  if (isOfLine || pre === "" || minor !== 0 || patch !== 0) return Number(step.value);
  return findNapi(table, { major: major - 1, minor: 0, patch: 0, pre: "" });
}
