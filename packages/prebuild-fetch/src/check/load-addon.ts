export interface LoadOptions {
  /** The Node.js to load it in. */
  readonly execPath: string;
  readonly signal?: AbortSignal | undefined;
}

const TIME_LIMIT_MS = 30_000;

/** Runs in the other process: its one argument is the file. */
const SCRIPT = `
try {
  process.dlopen({ exports: {} }, process.argv[1]);
} catch (error) {
  require("node:fs").writeSync(2, error.message);
  process.exit(1);
}
process.exit(0);`;

/**
 * Loads an addon in a process of its own, and so runs it.
 * @returns why it does not load; undefined when it does
 */
export async function loadAddon(
  file: string,
  { execPath, signal }: LoadOptions,
): Promise<string | undefined> {
  const { execFile } = await import("node:child_process");
  return new Promise((resolve, reject) => {
    const options = { timeout: TIME_LIMIT_MS, killSignal: "SIGKILL", signal } as const;
    execFile(execPath, ["--eval", SCRIPT, file], options, (error, _stdout, stderr) => {
      if (error === null) return resolve(undefined);
      if (signal?.aborted) return reject(signal.reason);
      const ending = error.killed
        ? "it did not come to an end"
        : `it ended with ${error.signal ?? error.code}`;
      resolve(stderr.trim().replaceAll(/\s*\n\s*/g, " ") || ending);
    });
  });
}
