import { isBuiltFromLine, isNightly, type NightlyRun, nightlyRunOf } from "./nightlies.js";
import type { RuntimeName } from "./runtimes.js";
import { indexAt, type Step } from "./steps.js";
import { formatVersion, isSameRelease, releaseOf, type Version } from "./version.js";

/** What is known of one runtime. */
export interface RuntimeTable {
  readonly runtime: RuntimeName;
  readonly abi: readonly Step[];
  readonly napi: readonly Step[];
  readonly nightlies: readonly NightlyRun[];
  /** Pre-releases whose ABI an index row states, by version. */
  readonly stated: ReadonlyMap<string, string>;
}

export type Finding =
  | { readonly kind: "stated"; readonly abi: string }
  | { readonly kind: "line" | "reserved"; readonly abi: string; readonly step: Step }
  | { readonly kind: "stated-prerelease" | "prerelease-of-line"; readonly abi: string; readonly step: Step }
  | { readonly kind: "nightly"; readonly abi: string; readonly run: NightlyRun }
  | { readonly kind: "below" | "above" | "gap" | "channel" | "open"; readonly abi: null };

const BELOW: Finding = { kind: "below", abi: null };
const ABOVE: Finding = { kind: "above", abi: null };
const GAP: Finding = { kind: "gap", abi: null };
const CHANNEL: Finding = { kind: "channel", abi: null };
const OPEN: Finding = { kind: "open", abi: null };

/** What the table knows of the version's ABI, and how. Never the ABI of another major line. */
export function findAbi(table: RuntimeTable, version: Version): Finding {
  return version.pre === "" ? findRelease(table, version) : findPrerelease(table, version);
}

function findRelease(table: RuntimeTable, version: Version): Finding {
  const step = table.abi[indexAt(table.abi, version)];
  if (step === undefined) return BELOW;
  if (step.from.major !== version.major) return ABOVE;
  if (step.value === null) return GAP;
  return { kind: step.isReserved ? "reserved" : "line", abi: step.value, step };
}

function findPrerelease(table: RuntimeTable, version: Version): Finding {
  const stated = table.stated.get(formatVersion(version));
  if (stated !== undefined) return { kind: "stated", abi: stated };
  const release = findRelease(table, releaseOf(version));
  if (release.kind === "above" || release.kind === "below") return release;
  if (!isBuiltFromLine(version.pre)) return CHANNEL;
  if (isNightly(version.pre) && opensLine(version)) return findNightly(table, version, release);
  const step = table.abi[indexAt(table.abi, version)];
  if (step === undefined || step.value === null) return OPEN;
  if (step.from.pre !== "" && isSameRelease(step.from, version)) {
    return { kind: step.isReserved ? "reserved" : "stated-prerelease", abi: step.value, step };
  }
  // After x.0.0 a line keeps its ABI, unless the very release that is prepared changes it (Electron 4.0.4, 14.0.2).
  if (opensLine(version) || step.from.major !== version.major || step.value !== release.abi) return OPEN;
  return { kind: "prerelease-of-line", abi: step.value, step };
}

/** A day's ABI is that of x.0.0 nightlies if it is not above x.0.0's, nor from before the two lines below. */
function findNightly(table: RuntimeTable, version: Version, release: Finding): Finding {
  const run = nightlyRunOf(table.nightlies, version.pre);
  const before = findRelease(table, { ...version, major: version.major - 2, pre: "" });
  const isWithin = Number(before.abi) <= Number(run?.abi) && Number(run?.abi) <= Number(release.abi);
  return run !== undefined && isWithin ? { kind: "nightly", abi: run.abi, run } : OPEN;
}

/** x.0.0; in 0.x, where each minor was a line, 0.x.0. */
function opensLine({ major, minor, patch }: Version): boolean {
  return patch === 0 && (minor === 0 || major === 0);
}
