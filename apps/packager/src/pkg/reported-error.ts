/** An error in the words of `pkg`; `lines` go below the first. `wasReported` is what callers of `exec()` look for. */
export class ReportedError extends Error {
  override readonly name = "Error";
  readonly lines: readonly string[];
  wasReported = false;

  constructor(message: string, lines: readonly string[] = [], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.lines = lines;
  }
}
