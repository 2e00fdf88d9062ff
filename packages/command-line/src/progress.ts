import { formatBytes, formatDuration } from "./format.js";
import type { Io, TextSink } from "./io.js";

/** How far a long job is; a job's `label` stays the same from its first report to its last. */
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
}

function barProgress(sink: TextSink, clock: () => number): Progress {
  let job: Job | undefined;
  let drawn = false;
  const clear = (): void => {
    if (drawn) sink.write("\r\u001b[K");
    drawn = false;
  };
  const finish = (): void => {
    clear();
    job = undefined;
  };
  return {
    line: (text) => {
      clear();
      sink.write(`${text}\n`);
    },
    report: (report) => {
      const now = clock();
      if (job?.label !== report.label) {
        finish();
        job = { label: report.label, startedMs: now, startedBytes: report.doneBytes, shownMs: -redrawMs };
      }
      if (now - job.shownMs < redrawMs && report.doneBytes !== report.totalBytes) return;
      job.shownMs = now;
      const text = `${bar(report)} ${describe(report, job, now)}`;
      sink.write(`\r${text.slice(0, Math.max(20, (sink.columns ?? 80) - 1))}\u001b[K`);
      drawn = true;
    },
    finish,
  };
}

function plainProgress(sink: TextSink, clock: () => number): Progress {
  let job: Job | undefined;
  return {
    line: (text) => void sink.write(`${text}\n`),
    report: (report) => {
      const now = clock();
      if (job?.label !== report.label) {
        job = { label: report.label, startedMs: now, startedBytes: report.doneBytes, shownMs: now };
        return;
      }
      if (now - job.shownMs < plainMs) return;
      job.shownMs = now;
      sink.write(`  ${describe(report, job, now)}\n`);
    },
    finish: () => {
      job = undefined;
    },
  };
}

function bar({ doneBytes, totalBytes }: ProgressReport): string {
  if (totalBytes === undefined || totalBytes === 0) return `[${"-".repeat(barWidth)}]`;
  const filled = Math.min(barWidth, Math.floor((doneBytes / totalBytes) * barWidth));
  return `[${"=".repeat(filled)}${" ".repeat(barWidth - filled)}]`;
}

function describe(report: ProgressReport, job: Job, nowMs: number): string {
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
