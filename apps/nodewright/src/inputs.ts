import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { Io } from "@nodewright/command-line";

/** The arguments in order; `-` stands for the lines of standard input, blank ones left out. */
export async function* readInputs(values: readonly string[], io: Io): AsyncGenerator<string> {
  for (const value of values) {
    if (value !== "-") {
      yield value;
      continue;
    }
    for await (const line of createInterface({
      input: Readable.from(io.stdin),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      if (line.trim() !== "") yield line.trim();
    }
  }
}
