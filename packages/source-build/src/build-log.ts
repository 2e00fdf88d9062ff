import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import type { TextSink } from "./context.js";

/** The log of one build: a file that every tool appends to. */
export interface BuildLog {
  readonly path: string;
  readonly fd: number;
  /** Prints what is logged from now on, until the log is closed. */
  follow(sink: TextSink): void;
  /** The last lines of it. */
  tail(lines: number): string;
  close(): void;
}

const FOLLOW_MS = 100;

export function openLog(path: string): BuildLog {
  const fd = openSync(path, "a+", 0o644);
  let position = 0;
  let timer: NodeJS.Timeout | undefined;
  let flush = (): void => {};
  return {
    path,
    fd,
    follow: (sink) => {
      flush = () => {
        const { text, end } = readFrom(fd, position);
        position = end;
        if (text !== "") sink.write(text);
      };
      timer = setInterval(flush, FOLLOW_MS);
    },
    tail: (lines) => readFileSync(path, "utf8").replace(/\n$/, "").split("\n").slice(-lines).join("\n"),
    close: () => {
      clearInterval(timer);
      flush();
      closeSync(fd);
    },
  };
}

function readFrom(fd: number, start: number): { readonly text: string; readonly end: number } {
  const chunks: Buffer[] = [];
  let end = start;
  for (;;) {
    const buffer = Buffer.allocUnsafe(64 * 1024);
    const length = readSync(fd, buffer, 0, buffer.length, end);
    if (length === 0) return { text: Buffer.concat(chunks).toString(), end };
    chunks.push(buffer.subarray(0, length));
    end += length;
  }
}
