/** Where a command writes: a process stream, or a recorder in tests. */
export interface TextSink {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** Everything a command takes from its surroundings; only a program's `bin` file reads `process`. */
export interface Io {
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  /** Lines of standard input, for commands that accept `-`. */
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Aborted on SIGINT and SIGTERM: long work stops and leaves nothing behind. */
  readonly signal: AbortSignal;
  /** For a program that runs another: it lives until that ends, and passes on what arrives meanwhile. */
  readonly takeSignals?: TakeSignals | undefined;
}

/**
 * Gives a listener each SIGINT, SIGTERM and SIGHUP that arrives; they do nothing else until the function that is
 * returned is called. `isForAll`: the terminal has sent it to what this process has started, too.
 */
export type TakeSignals = (listener: (signal: NodeJS.Signals, isForAll: boolean) => void) => () => void;

/** A program: argv without `node` and the script, to an exit code (0 done, 1 failed, 2 usage, 130 interrupted). */
export type Program = (argv: readonly string[], io: Io) => Promise<number>;
