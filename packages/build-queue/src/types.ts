import type { QueueError } from "./errors.js";
import type { FailureClass, RetryPolicy } from "./retry-policy.js";
import type { JobState } from "./states.js";

/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A job to be done. The queue never looks into `payload`. */
export interface JobRequest {
  /** What makes this job this job, such as a digest of all its inputs. A key is in the queue once. */
  readonly key: string;
  /** The step that it is, such as `build` or `promote`. */
  readonly kind: string;
  readonly payload?: Json;
  /** What it is about, such as a version and a target: with `supersede`, newer jobs replace older ones by it. */
  readonly subject?: string;
  /** What it is paused by, such as a recipe. */
  readonly group?: string;
  /** Higher is sooner; an integer, 0 by default. */
  readonly priority?: number;
  /** Labels that a worker must carry, all of them. */
  readonly requires?: readonly string[];
  /** Keys of jobs that must have succeeded before: in the queue, or earlier in the same push. */
  readonly needs?: readonly string[];
  /** Not before this time. */
  readonly notBefore?: Date;
  /** How often it is tried again, by class of failure; what is not said is as by default. */
  readonly retry?: RetryPolicy;
  /** Ends jobs of the same kind and subject that no worker has begun, and those that failed. */
  readonly supersede?: boolean;
}

export interface Job {
  readonly id: number;
  readonly key: string;
  readonly kind: string;
  readonly subject: string | undefined;
  readonly group: string | undefined;
  readonly state: JobState;
  readonly priority: number;
  readonly requires: readonly string[];
  /** Keys of the jobs that this one needs. */
  readonly needs: readonly string[];
  readonly payload: Json;
  /** What the worker said on success. */
  readonly result: Json;
  /** How many leases there were. */
  readonly attempts: number;
  /** How many of them failed, by class; a `retry()` by hand forgets them. */
  readonly failures: Readonly<Partial<Record<FailureClass, number>>>;
  /** The class of the last failure. */
  readonly failureClass: FailureClass | undefined;
  /** Why it is in its state, for people. */
  readonly reason: string | undefined;
  /** Who holds it, or held it last. */
  readonly worker: string | undefined;
  /** While `leased`: when the lease ends. While `delayed`: when it is queued. */
  readonly dueAt: Date | undefined;
  readonly createdAt: Date;
  /** When it came into its state. */
  readonly changedAt: Date;
  /** When the last lease began. */
  readonly startedAt: Date | undefined;
  readonly endedAt: Date | undefined;
}

/** A job's key, id and whether this push brought it. */
export interface Pushed {
  readonly job: Job;
  /** `false`: a job with this key was there already, in whatever state, and was left as it is. */
  readonly created: boolean;
}

/** A worker's hold on a job. `token` grows with every lease of the job: an older one is refused everywhere. */
export interface Lease {
  readonly job: Job;
  readonly token: number;
  readonly worker: string;
  readonly expiresAt: Date;
}

/** What names a lease: all that a worker must keep. */
export type LeaseReference = { readonly job: Pick<Job, "id">; readonly token: number };

export interface LeaseRequest {
  /** The worker's name, one for each process that works. */
  readonly worker: string;
  readonly labels: readonly string[];
  /** At most so many jobs; 1 by default. */
  readonly limit?: number;
  /** How long a lease holds without a heartbeat; 90 seconds by default. */
  readonly leaseMs?: number;
}

/** `held: false` means: stop the work, nothing of it will be taken. */
export type HeartbeatAnswer =
  | { readonly held: true; readonly expiresAt: Date }
  | { readonly held: false; readonly state: JobState; readonly reason: string | undefined };

/** A job that is done. */
export interface Completion {
  readonly lease: LeaseReference;
  readonly result?: Json;
}

/** What became of one of several completions. */
export type Completed = { readonly job: Job } | { readonly error: QueueError };

export interface FailureReport {
  readonly class: Exclude<FailureClass, "lost">;
  readonly reason: string;
}

/** Who did something by hand, and why; both are kept in the history. */
export interface Act {
  readonly by: string;
  readonly reason?: string;
}

/** One change of state, kept for ever beside its job. */
export interface Transition {
  /** Where it stands in the change feed. */
  readonly cursor: string;
  readonly jobId: number;
  readonly key: string;
  readonly kind: string;
  readonly from: JobState | undefined;
  readonly to: JobState;
  readonly at: Date;
  /** A worker's name, a person's, or `queue`. */
  readonly by: string;
  readonly reason: string | undefined;
  readonly failureClass: FailureClass | undefined;
  /** The lease that it belongs to; 0 before the first. */
  readonly token: number;
}

export interface JobFilter {
  readonly states?: readonly JobState[];
  readonly kinds?: readonly string[];
  readonly groups?: readonly string[];
  readonly subjects?: readonly string[];
  readonly worker?: string;
  /** Part of the key or the subject. */
  readonly text?: string;
}

export interface ListRequest extends JobFilter {
  /** Newest jobs first by default; `queue` is the order in which they are leased. */
  readonly order?: "newest" | "oldest" | "queue";
  /** At most so many; 100 by default, 10,000 at most. */
  readonly limit?: number;
  /** Where the last page ended. */
  readonly after?: string;
}

export interface JobPage {
  readonly jobs: readonly Job[];
  /** `after` of the next page; `undefined` when this was the last. */
  readonly next: string | undefined;
}

/** How many jobs are in a state, within one value of what was grouped by. */
export interface Count {
  readonly value: string;
  readonly state: JobState;
  readonly count: number;
}

export interface Worker {
  readonly name: string;
  readonly labels: readonly string[];
  /** It finishes what it holds and is given nothing new. */
  readonly draining: boolean;
  readonly seenAt: Date;
  /** How many jobs it holds. */
  readonly leased: number;
}

export interface Pause {
  /** `undefined`: the whole queue. */
  readonly group: string | undefined;
  readonly since: Date;
  readonly by: string;
  readonly reason: string | undefined;
}

/** A job that is pushed again and again. The time is appended to its key, so that each is pushed once. */
export interface ScheduleRequest {
  readonly name: string;
  /** Five or six fields, or a nickname such as `@daily`. */
  readonly cron: string;
  /** An IANA time zone; UTC by default. */
  readonly timeZone?: string;
  readonly job: Omit<JobRequest, "notBefore">;
}

export interface Schedule extends Required<ScheduleRequest> {
  readonly nextAt: Date;
}

/** What a `tick()` did. */
export interface Tick {
  /** Jobs whose worker was not heard of for the length of its lease. */
  readonly expired: readonly Job[];
  /** Jobs whose time had come. */
  readonly due: readonly Job[];
  /** Jobs that schedules brought. */
  readonly scheduled: readonly Job[];
}
