import { QueueError, type QueueErrorCode } from "../errors.js";

interface Reading {
  readonly code: QueueErrorCode;
  readonly why: string;
  readonly hint: string;
}

const CORRUPT: Reading = {
  code: "ERR_QUEUE_CORRUPT",
  why: "the file is damaged or no SQLite database",
  hint: "Restore it from a backup, or move it away: the queue begins anew in a new file.",
};

/** What SQLite's result codes mean for who runs the queue: https://www.sqlite.org/rescode.html */
const READINGS: Readonly<Record<number, Reading>> = {
  5: {
    code: "ERR_QUEUE_BUSY",
    why: "another process keeps it locked",
    hint: "Look for a process that has it open and is stopped, or a file system that does not lock, such as NFS.",
  },
  8: {
    code: "ERR_QUEUE_UNAVAILABLE",
    why: "it cannot be written to",
    hint: "Check who owns the file and its folder.",
  },
  10: { code: "ERR_QUEUE_UNAVAILABLE", why: "the disk failed to read or write", hint: "Check the disk." },
  11: CORRUPT,
  13: { code: "ERR_QUEUE_UNAVAILABLE", why: "the disk is full", hint: "Free space on its disk." },
  14: {
    code: "ERR_QUEUE_UNAVAILABLE",
    why: "it cannot be opened or made",
    hint: "Check that its folder exists and may be written to.",
  },
  26: CORRUPT,
};

/** SQLITE_BUSY, in all its kinds: another connection writes. */
export function isBusy(error: unknown): boolean {
  return resultCode(error) === 5;
}

/** An error of SQLite as one of the queue; others pass. */
export function sqliteFailure(error: unknown, path: string): unknown {
  const code = resultCode(error);
  const reading = code === undefined ? undefined : READINGS[code];
  if (reading === undefined) return error;
  return new QueueError(reading.code, `Queue ${path} cannot be used: ${reading.why}`, {
    hint: reading.hint,
    cause: error,
  });
}

/** The primary code: the lower byte of the extended one. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number")
    return undefined;
  return error.errcode & 0xff;
}
