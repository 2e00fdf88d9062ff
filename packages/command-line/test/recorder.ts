import type { Io } from "../src/io.js";

export interface Recorder extends Io {
  readonly out: () => string;
  readonly err: () => string;
}

/** An `Io` that keeps what is written. */
export function recorder(
  options: { tty?: boolean; env?: Record<string, string>; signal?: AbortSignal } = {},
): Recorder {
  const texts = { out: "", err: "" };
  const sink = (key: "out" | "err") => ({
    isTTY: options.tty ?? false,
    columns: 80,
    write: (text: string) => {
      texts[key] += text;
    },
  });
  return {
    stdout: sink("out"),
    stderr: sink("err"),
    stdin: (async function* () {})(),
    env: options.env ?? {},
    cwd: "/",
    signal: options.signal ?? new AbortController().signal,
    out: () => texts.out,
    err: () => texts.err,
  };
}
