import { constants } from "node:os";
import type { Io, Program } from "./io.js";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a program on this process and sets `process.exitCode`. The first SIGINT, SIGTERM or SIGHUP aborts
 * `io.signal`, so that the program can clean up, and decides the exit code (128 + signal number); a second one
 * ends the process at once. A closed stdout (`nodewright … | head`) ends it quietly.
 */
export async function main(program: Program): Promise<void> {
  const abort = new AbortController();
  let received: (typeof signals)[number] | undefined;
  for (const signal of signals) {
    process.once(signal, () => {
      received = signal;
      abort.abort(new DOMException(`stopped by ${signal}`, "AbortError"));
    });
  }
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  const io: Io = {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    env: process.env,
    cwd: process.cwd(),
    signal: abort.signal,
  };
  const code = await program(process.argv.slice(2), io);
  process.exitCode = received === undefined ? code : 128 + constants.signals[received];
}
