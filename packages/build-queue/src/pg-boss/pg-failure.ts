import { QueueError, type QueueErrorCode } from "../errors.js";

interface Reading {
  readonly pattern: RegExp;
  readonly code: QueueErrorCode;
  readonly why: string;
  readonly hint: string;
}

/** SQLSTATEs and codes of Node.js, by what is to be done about them. */
const READINGS: readonly Reading[] = [
  {
    pattern: /^28/,
    code: "ERR_QUEUE_UNAVAILABLE",
    why: "the server does not let this user in",
    hint: "Check user and password.",
  },
  {
    pattern: /^3D000$/,
    code: "ERR_QUEUE_UNAVAILABLE",
    why: "the server has no such database",
    hint: "Make it with createdb.",
  },
  {
    pattern: /^42501$/,
    code: "ERR_QUEUE_UNAVAILABLE",
    why: "this user may not make or change the tables",
    hint: "Grant CREATE on the database, or the ownership of the schemas.",
  },
  {
    pattern: /^53[23]00$/,
    code: "ERR_QUEUE_UNAVAILABLE",
    why: "the server has no room for another connection",
    hint: "Raise max_connections, or lower the pools of those who use it.",
  },
  {
    pattern: /^53100$/,
    code: "ERR_QUEUE_UNAVAILABLE",
    why: "the server's disk is full",
    hint: "Free space on it.",
  },
  {
    pattern: /^25006$/,
    code: "ERR_QUEUE_UNAVAILABLE",
    why: "the server only reads",
    hint: "Name the primary, not a standby.",
  },
  { pattern: /^55P03$/, code: "ERR_QUEUE_BUSY", why: "others keep it locked", hint: "Try again." },
  {
    pattern: /^XX00[12]$/,
    code: "ERR_QUEUE_CORRUPT",
    why: "its data are damaged",
    hint: "Restore it from a backup.",
  },
  {
    pattern: /^(08|57P0|E[A-Z]+$)/,
    code: "ERR_QUEUE_UNAVAILABLE",
    why: "the server cannot be reached or is going down",
    hint: "Check that it runs, and its address.",
  },
];

/** An error of PostgreSQL or of the way there as one of the queue; others pass. No credentials are in it. */
export function pgFailure(error: unknown): unknown {
  const reading = READINGS.find(({ pattern }) => pattern.test(codeOf(error)));
  if (reading === undefined || error instanceof QueueError) return error;
  return new QueueError(reading.code, `The queue's PostgreSQL cannot be used: ${reading.why}`, {
    hint: reading.hint,
    cause: error,
  });
}

/** The driver's words where it gives no code. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  return /connection (terminated|timeout)|timeout exceeded when trying to connect/i.test(error.message)
    ? "08006"
    : "";
}
