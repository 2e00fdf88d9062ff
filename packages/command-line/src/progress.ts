import { formatBytes, formatDuration } from "./format.js";
import type { Io, TextSink } from "./io.js";

/** How far a long job is; a job's `label` stays the same from its first report to its last. Jobs may overlap. */
export interface ProgressReport {
  readonly label: string;
  readonly doneBytes: number;
  /** Unknown for a server that does not say; then no share and no remaining time are shown. */
  readonly totalBytes?: number | undefined;
}

export interface Progress {
  /** A line for people; on a terminal it is written above the bar. */
  line(text: string): void;
  report(report: ProgressReport): void;
  /** Ends the bar; further reports begin a new one. */
  finish(): void;
}

export interface ProgressOptions {
  /** `bar` redraws one line, `plain` writes a line now and then, `silent` writes nothing. The default follows the terminal. */
  readonly mode?: "bar" | "plain" | "silent";
  /** Milliseconds since any fixed moment. */
  readonly clock?: () => number;
}

const redrawMs = 80;
const plainMs = 2000;
const barWidth = 24;

/** Progress on standard error: a bar with rate and remaining time on a terminal, plain lines elsewhere. */
export function createProgress(io: Pick<Io, "stderr" | "env">, options: ProgressOptions = {}): Progress {
  const clock = options.clock ?? (() => performance.now());
  const mode = options.mode ?? defaultMode(io);
  if (mode === "silent") return { line: () => {}, report: () => {}, finish: () => {} };
  return mode === "bar" ? barProgress(io.stderr, clock) : plainProgress(io.stderr, clock);
}

function defaultMode(io: Pick<Io, "stderr" | "env">): "bar" | "plain" {
  return io.stderr.isTTY === true && io.env.TERM !== "dumb" && !io.env.CI ? "bar" : "plain";
}

/** One job's clock: when it began, when it was last shown. */
interface Job {
  readonly label: string;
  readonly startedMs: number;
  readonly startedBytes: number;
  shownMs: number;
  last: ProgressReport;
}

/** The jobs that have begun since the last end, by their labels. */
class Jobs {
  readonly #jobs = new Map<string, Job>();

  /** @returns the job that reports, and whether it has only begun */
  note(report: ProgressReport, nowMs: number): { readonly job: Job; readonly isNew: boolean } {
    const known = this.#jobs.get(report.label);
    const { label, doneBytes: startedBytes } = report;
    const job = known ?? { label, startedMs: nowMs, startedBytes, shownMs: nowMs, last: report };
    job.last = report;
    this.#jobs.set(label, job);
    return { job, isNew: known === undefined };
  }

  /** All jobs as one: its bytes are theirs together, its size is known when all of theirs are. */
  together(): { readonly report: ProgressReport; readonly job: Pick<Job, "startedMs" | "startedBytes"> } {
    const jobs = [...this.#jobs.values()];
    const sum = (of: (job: Job) => number): number => jobs.reduce((total, job) => total + of(job), 0);
    const isSized = jobs.every(({ last }) => last.totalBytes !== undefined);
    return {
      report: {
        label: jobs.length === 1 ? (jobs[0]?.label ?? "") : `${jobs.length} files`,
        doneBytes: sum(({ last }) => last.doneBytes),
        totalBytes: isSized ? sum(({ last }) => last.totalBytes ?? 0) : undefined,
      },
      job: {
        startedMs: Math.min(...jobs.map(({ startedMs }) => startedMs)),
        startedBytes: sum(({ startedBytes }) => startedBytes),
      },
    };
  }

  clear(): void {
    this.#jobs.clear();
  }
}

function barProgress(sink: TextSink, clock: () => number): Progress {
  const jobs = new Jobs();
  let drawn = false;
  let drawnMs = Number.NEGATIVE_INFINITY;
  const clear = (): void => {
    if (drawn) sink.write("\r\u001b[K");
    drawn = false;
  };
  return {
    line: (text) => {
      clear();
      sink.write(`${text}\n`);
    },
    report: (report) => {
      const now = clock();
      jobs.note(report, now);
      const all = jobs.together();
      if (now - drawnMs < redrawMs && all.report.doneBytes !== all.report.totalBytes) return;
      drawnMs = now;
      const text = `${bar(all.report)} ${describe(all.report, all.job, now)}`;
      sink.write(`\r${text.slice(0, Math.max(20, (sink.columns ?? 80) - 1))}\u001b[K`);
      drawn = true;
    },
    finish: () => {
      clear();
      jobs.clear();
    },
  };
}

function plainProgress(sink: TextSink, clock: () => number): Progress {
  const jobs = new Jobs();
  return {
    line: (text) => void sink.write(`${text}\n`),
    report: (report) => {
      const now = clock();
      const { job, isNew } = jobs.note(report, now);
      if (isNew || now - job.shownMs < plainMs) return;
      job.shownMs = now;
      sink.write(`  ${describe(report, job, now)}\n`);
    },
    finish: () => jobs.clear(),
  };
}

function bar({ doneBytes, totalBytes }: ProgressReport): string {
  if (totalBytes === undefined || totalBytes === 0) return `[${"-".repeat(barWidth)}]`;
  const filled = Math.min(barWidth, Math.floor((doneBytes / totalBytes) * barWidth));
  return `[${"=".repeat(filled)}${" ".repeat(barWidth - filled)}]`;
}

function describe(
  report: ProgressReport,
  job: Pick<Job, "startedMs" | "startedBytes">,
  nowMs: number,
): string {
  const { doneBytes, totalBytes } = report;
  const elapsedMs = nowMs - job.startedMs;
  const bytesPerMs = elapsedMs > 0 ? (doneBytes - job.startedBytes) / elapsedMs : 0;
  const parts = [
    totalBytes === undefined
      ? formatBytes(doneBytes)
      : `${Math.floor((100 * doneBytes) / Math.max(1, totalBytes))} % of ${formatBytes(totalBytes)}`,
  ];
  if (bytesPerMs > 0) {
    parts.push(`${formatBytes(bytesPerMs * 1000)}/s`);
    if (totalBytes !== undefined && totalBytes > doneBytes) {
      parts.push(`${formatDuration((totalBytes - doneBytes) / bytesPerMs)} left`);
    }
  }
  return `${report.label}: ${parts.join(", ")}`;
}
