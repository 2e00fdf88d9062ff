import { createHash, randomBytes } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { systemCode } from "./file-errors.js";

/** Tells one process from all others that may share a directory with it. */
export interface ProcessIdentity {
  /** Where `pid` is meant: this boot and process namespace. Containers and other hosts differ. */
  readonly scope: string;
  readonly pid: number;
  /** Tells a process from a later one that got the same number; empty where the system hides it. */
  readonly startedAt: string;
}

export type Liveness = "alive" | "dead" | "unknown";

export function ownIdentity(): ProcessIdentity {
  return { scope: ownScope(), pid: process.pid, startedAt: startTime(process.pid) };
}

/** Text for file names: `scope-pid-start-random`, unique for each call. */
export function ownToken(): string {
  const { scope, pid, startedAt } = ownIdentity();
  return `${scope}-${pid}-${startedAt}-${randomBytes(6).toString("hex")}`;
}

/** The identity within a text made by `ownToken`, or undefined if it is none. */
export function parseToken(token: string): ProcessIdentity | undefined {
  const match = /^([0-9a-f]{12})-(\d{1,10})-(\d*)-[0-9a-f]{12}$/.exec(token);
  if (match === null) {
    return undefined;
  }
  const [, scope = "", pid, startedAt = ""] = match;
  return { scope, pid: Number(pid), startedAt };
}

/** "unknown" for a process of another host or container, whose numbers mean nothing here. */
export function liveness({ scope, pid, startedAt }: ProcessIdentity): Liveness {
  if (scope !== ownScope()) {
    return "unknown";
  }
  if (!isRunning(pid)) {
    return "dead";
  }
  const startedNow = startTime(pid);
  return startedAt !== "" && startedNow !== "" && startedAt !== startedNow ? "dead" : "alive";
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, but belongs to someone else.
    return systemCode(error) !== "ESRCH";
  }
}

function ownScope(): string {
  const parts = [hostname(), quietly(() => readFileSync("/proc/sys/kernel/random/boot_id", "latin1"))];
  parts.push(quietly(() => readlinkSync("/proc/self/ns/pid")));
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 12);
}

/** Field 22 of /proc/PID/stat (proc(5)); the name in field 2 may hold blanks and brackets. */
function startTime(pid: number): string {
  const stat = quietly(() => readFileSync(`/proc/${pid}/stat`, "latin1"));
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

function quietly(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
