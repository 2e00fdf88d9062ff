import { formatVersion, releaseOf, type Version } from "./version.js";

/** Nightlies of one version, built from one day to another (yyyymmdd), that all state one ABI. */
export interface NightlyRun {
  readonly from: number;
  readonly until: number;
  readonly abi: string;
}

export type NightlyRuns = ReadonlyMap<string, readonly NightlyRun[]>;

/** Node's grammar: `nightly`, the day, then digits of the commit's hash, which may all be decimal. */
const NIGHTLY = /^nightly(\d{8})[0-9a-f]*$/;

/** Reads the text of `data.generated.ts`: `version:abi=day[-day]`. */
export function readNightlyRuns(text: string): NightlyRuns {
  const runs = new Map<string, NightlyRun[]>();
  for (const word of text.split(" ")) {
    const [version = "", run = ""] = word.split(":");
    const [abi = "", days = ""] = run.split("=");
    const [from = "", until = from] = days.split("-");
    const ofVersion = runs.get(version) ?? [];
    ofVersion.push({ from: Number(from), until: Number(until), abi });
    runs.set(version, ofVersion);
  }
  return runs;
}

/** The run a Node nightly was built in, or undefined between runs and for anything else. */
export function nightlyRunOf(runs: NightlyRuns, version: Version): NightlyRun | undefined {
  const day = Number(NIGHTLY.exec(version.pre)?.[1]);
  return runs.get(formatVersion(releaseOf(version)))?.find((run) => run.from <= day && day <= run.until);
}

/** Nightlies sort above alphas and betas and may be older than both. */
export function isNightly(pre: string): boolean {
  return NIGHTLY.test(pre);
}

/** Whether the build came from the branch its version names, and so has that line's ABI. */
export function isBuiltFromLine(pre: string): boolean {
  // V8 canaries, `test` builds and Electron's nightlies carry another V8, or any branch.
  return pre === "pre" || /^(?:rc|alpha|beta)\.?\d*(?:\.\d+)*$/.test(pre) || isNightly(pre);
}
