import { describeError, type Io, renderError } from "@nodewright/command-line";
import { readInputs } from "./inputs.js";

/** What a command says about one input. */
export interface Answer {
  /** For programs; `input` is put before it. */
  readonly report: Readonly<Record<string, unknown>>;
  /** For people, without the newline at its end. */
  readonly text: string;
  /** A negative answer makes the exit code 1. */
  readonly isNegative?: boolean;
}

export interface EachInputOptions {
  readonly inputs: readonly string[];
  readonly json: boolean;
  readonly io: Io;
  readonly setExitCode: (code: number) => void;
  readonly answer: (input: string) => Promise<Answer> | Answer;
}

/**
 * Answers many inputs in one process, each on its own: one that cannot be read is an error line (and, with
 * `json`, an object with `error`) and the next is answered all the same.
 */
export async function eachInput({ inputs, json, io, setExitCode, answer }: EachInputOptions): Promise<void> {
  for await (const input of readInputs(inputs, io)) {
    if (io.signal.aborted) throw io.signal.reason;
    try {
      const { report, text, isNegative = false } = await answer(input);
      io.stdout.write(json ? `${JSON.stringify({ input, ...report })}\n` : `${text}\n`);
      if (isNegative) setExitCode(1);
    } catch (error) {
      setExitCode(1);
      if (describeError(error).code === "ERR_UNEXPECTED") throw error;
      if (json) io.stdout.write(`${JSON.stringify({ input, error: describeError(error) })}\n`);
      else renderError(error, io.stderr, io.env);
    }
  }
}
