import { rmdirSync } from "node:fs";
import type { BuildLog } from "./build-log.js";
import type { TextSink } from "./context.js";

export interface FailureFacts {
  /** The machine, for people. */
  readonly host: string;
  /** What ran the build, for people: `node-build 5.4.49`. */
  readonly version: string;
  readonly triesBinary: boolean;
  readonly buildPath: string;
  readonly log: BuildLog;
}

/** Says that a build failed and where to look; the wording is node-build's. */
export function reportFailure(
  sink: TextSink,
  { host, version, triesBinary, buildPath, log }: FailureFacts,
): void {
  const color = (code: number, text: string): string =>
    sink.isTTY ? `\u001b[${code}m${text}\u001b[m` : text;
  sink.write(`\n${color(1, "BUILD FAILED")} (${host} using ${version})\n\n`);
  if (triesBinary) {
    sink.write("Binary installation failed; try compiling from source with `--compile` flag\n\n");
  }
  if (isRemoved(buildPath)) return;
  sink.write(`Inspect or clean up the working tree at ${buildPath}\n`);
  const tail = log.tail(10);
  if (tail.trim() === "") return;
  sink.write(`${color(33, `Results logged to ${log.path}`)}\n\nLast 10 log lines:\n${tail}\n`);
}

/** An empty directory tells nobody anything. */
function isRemoved(directory: string): boolean {
  try {
    rmdirSync(directory);
    return true;
  } catch {
    return false;
  }
}
