import { createHash } from "node:crypto";
import { appendFileSync, createReadStream, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { stripVTControlCharacters } from "node:util";
import type { Job } from "@nodewright/build-queue";
import { parseFarmJob } from "./farm-job.js";

/** Where a job's log is below a farm's folder: `logs/202611211200-v24.1.0/musl.log`. */
export function logPath(job: Job): string {
  const { version, recipe } = parseFarmJob(job);
  const stamp = job.createdAt.toISOString().slice(0, 16).replaceAll(/\D/g, "");
  const name = job.kind === "source" ? "source" : recipe;
  return join(
    "logs",
    `${stamp}-${version}`,
    `${name}${job.kind === "validate" || job.kind === "promote" ? `.${job.kind}` : ""}.log`,
  );
}

/** A log that is written line by line, as it comes; escape sequences are left out. */
export interface JobLog {
  readonly path: string;
  write(text: string): void;
  /** sha256 of all that is in it. */
  digest(): Promise<string>;
}

/** Opens a job's log; what earlier attempts have written stays. */
export function openLog(path: string): JobLog {
  mkdirSync(dirname(path), { recursive: true });
  return {
    path,
    write: (text) => appendFileSync(path, stripVTControlCharacters(text)),
    digest: async () => {
      const hash = createHash("sha256");
      appendFileSync(path, "");
      await pipeline(createReadStream(path), hash);
      return hash.digest("hex");
    },
  };
}

const FIRST_ERROR = /\b(?:fatal error|error|undefined reference|ERROR|FAILED|No space left|Killed)\b/;

/** The line of a log that says first what went wrong, with its number; undefined where none does. */
export function firstError(text: string): { readonly line: number; readonly text: string } | undefined {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => FIRST_ERROR.test(line));
  return at < 0 ? undefined : { line: at + 1, text: (lines[at] ?? "").trim().slice(0, 500) };
}
