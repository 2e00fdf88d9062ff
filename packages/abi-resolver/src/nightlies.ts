/** Days (yyyymmdd) whose x.0.0 nightlies, all built from the main branch, state one ABI. */
export interface NightlyRun {
  readonly from: number;
  readonly until: number;
  readonly abi: string;
}

/** Node's grammar: `nightly`, the day, then digits of the commit's hash, which may all be decimal. */
const NIGHTLY = /^nightly(\d{8})[0-9a-f]*$/;

/** Reads the text of `data.generated.ts`: `abi=day[-day]`. */
export function readNightlyRuns(text: string): readonly NightlyRun[] {
  return text.split(" ").map((word) => {
    const [abi = "", days = ""] = word.split("=");
    const [from = "", until = from] = days.split("-");
    return { from: Number(from), until: Number(until), abi };
  });
}

/** The run a Node nightly was built in, by its pre-release; undefined between runs and for anything else. */
export function nightlyRunOf(runs: readonly NightlyRun[], pre: string): NightlyRun | undefined {
  const day = Number(NIGHTLY.exec(pre)?.[1]);
  return runs.find((run) => run.from <= day && day <= run.until);
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
