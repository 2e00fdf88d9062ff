/** Where text goes: a process stream, or a recorder. */
export interface Sink {
  write(text: string): unknown;
}

/** What is written on standard error; a level silences what is below it. */
export interface Log {
  level: string;
  error(...words: readonly string[]): void;
  warn(...words: readonly string[]): void;
  /** Without a tag. */
  log(...words: readonly string[]): void;
  info(...words: readonly string[]): void;
  verbose(...words: readonly string[]): void;
}

/** npm's levels have the meaning of `info` where they are none of these. */
const LEVELS: Readonly<Record<string, number>> = {
  silent: -1,
  error: 0,
  fatal: 0,
  warn: 1,
  log: 2,
  info: 3,
  debug: 4,
  trace: 5,
  verbose: 6,
};
const DEFAULT = 3;

/** `[info] ok` and so on, as scripts read it. */
export function createLog(sink: Sink): Log {
  const write = (level: string, tag: string, words: readonly string[]): void => {
    if ((LEVELS[level] ?? DEFAULT) > (LEVELS[log.level] ?? DEFAULT)) return;
    sink.write(`${[...(tag === "" ? [] : [`[${tag}]`]), ...words].join(" ")}\n`);
  };
  const log: Log = {
    level: "info",
    error: (...words) => write("error", "error", words),
    warn: (...words) => write("warn", "warn", words),
    log: (...words) => write("log", "", words),
    info: (...words) => write("info", "info", words),
    verbose: (...words) => write("verbose", "verbose", words),
  };
  return log;
}
