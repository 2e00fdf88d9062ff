import { Readable } from "node:stream";
import type { Io } from "@nodewright/command-line";
import { program } from "../src/program.js";

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `nodewright` in this process. */
export async function nodewright(
  argv: readonly string[],
  stdin = "",
  cwd: string = process.cwd(),
): Promise<Ended> {
  let out = "";
  let err = "";
  const io: Io = {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    stdin: Readable.from([stdin]),
    env: { PATH: "/usr/bin:/bin" },
    cwd,
    signal: new AbortController().signal,
  };
  const code = await program(argv, io);
  return { code, out, err };
}

/** The JSON objects of an output, one a line. */
export function lines(out: string): Record<string, unknown>[] {
  return out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}
