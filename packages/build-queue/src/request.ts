import { QueueError } from "./errors.js";
import type { JobRequest } from "./types.js";

const MAX_PRIORITY = 1_000_000;

/** Throws `ERR_QUEUE_REQUEST` for what can be no job, before anything is written. */
export function assertJobRequest(request: JobRequest): void {
  const subject = `Job ${JSON.stringify(request.key)} cannot be pushed`;
  for (const name of ["key", "kind"] as const) {
    if (typeof request[name] !== "string" || request[name] === "") {
      throw new QueueError("ERR_QUEUE_REQUEST", `${subject}: its ${name} is empty`);
    }
  }
  assertPriority(request.priority ?? 0);
  if (request.supersede === true && request.subject === undefined) {
    throw new QueueError("ERR_QUEUE_REQUEST", `${subject}: what it supersedes is named by a subject`);
  }
  if (!isJson(request.payload ?? null)) {
    throw new QueueError(
      "ERR_QUEUE_REQUEST",
      `${subject}: its payload cannot be written as JSON and read again`,
    );
  }
}

export function assertPriority(priority: number): void {
  if (Number.isInteger(priority) && Math.abs(priority) <= MAX_PRIORITY) return;
  throw new QueueError(
    "ERR_QUEUE_REQUEST",
    `A job cannot have the priority ${priority}: it is an integer from -${MAX_PRIORITY} to ${MAX_PRIORITY}`,
  );
}

/** Whether JSON gives back what went in: no functions, no `undefined`, no dates, no numbers beyond its own. */
function isJson(value: unknown): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value !== "object") return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every(isJson);
}
