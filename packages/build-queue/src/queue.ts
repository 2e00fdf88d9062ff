import type {
  Act,
  Completed,
  Completion,
  Count,
  FailureReport,
  HeartbeatAnswer,
  Job,
  JobPage,
  JobRequest,
  Json,
  Lease,
  LeaseReference,
  LeaseRequest,
  ListRequest,
  Pause,
  Pushed,
  Schedule,
  ScheduleRequest,
  Tick,
  Transition,
  Worker,
} from "./types.js";

/**
 * Jobs, each done once. Every method is one transaction: it happened wholly, or it threw a `QueueError` and did not
 * happen. Any number of processes may use the same queue.
 */
export interface JobQueue {
  /** Adds jobs, all or none. A key that is there already gives the job that has it. */
  push(requests: readonly JobRequest[]): Promise<readonly Pushed[]>;

  /** Jobs for this worker by priority, then in the order in which they became ready. Empty: nothing that it can do. */
  lease(request: LeaseRequest): Promise<readonly Lease[]>;
  /** Holds the lease for another `leaseMs`; 90 seconds by default. */
  heartbeat(lease: LeaseReference, options?: { readonly leaseMs?: number }): Promise<HeartbeatAnswer>;
  /** Ends a job well. The same call again is answered as the first; a lost lease throws `ERR_QUEUE_LEASE_LOST`. */
  complete(lease: LeaseReference, result?: Json): Promise<Job>;
  /** Ends several jobs well in one transaction, each for itself: a lost lease does not hinder the others. */
  completeAll(completions: readonly Completion[]): Promise<readonly Completed[]>;
  /** Ends an attempt. The job is tried again or has failed, by its retry policy; a lost lease throws. */
  fail(lease: LeaseReference, report: FailureReport): Promise<Job>;
  /** Hands a job back unharmed, as when a worker stops: it counts as no failure. */
  giveBack(lease: LeaseReference, reason: string): Promise<Job>;

  /** Ends a job that has not ended, and all that wait for it. A worker learns it by its next heartbeat. */
  cancel(id: number, act: Act): Promise<readonly Job[]>;
  /** Queues a job that failed, was cancelled or superseded once more, its failures forgotten. */
  retry(id: number, act: Act): Promise<Job>;
  /** Changes the priority of a job that has not ended. */
  prioritize(id: number, priority: number): Promise<Job>;

  /** No job of this group, or none at all, is leased until `resume()`. Leases go on. */
  pause(act: Act & { readonly group?: string }): Promise<void>;
  resume(options?: { readonly group?: string }): Promise<void>;
  pauses(): Promise<readonly Pause[]>;
  /** This worker is given nothing new until `undrain()`. */
  drain(worker: string): Promise<void>;
  undrain(worker: string): Promise<void>;
  /** Every worker that asked for jobs and was not purged. */
  workers(): Promise<readonly Worker[]>;

  /** Adds or changes a schedule. */
  schedule(request: ScheduleRequest): Promise<Schedule>;
  unschedule(name: string): Promise<void>;
  schedules(): Promise<readonly Schedule[]>;
  /**
   * What time brings: leases that ran out, delays that are over, schedules that are due (of those missed, the last).
   * Leasing does the first two as well. To be called every few seconds, by as many processes as like to.
   */
  tick(): Promise<Tick>;

  get(id: number): Promise<Job | undefined>;
  find(key: string): Promise<Job | undefined>;
  list(request?: ListRequest): Promise<JobPage>;
  /** How many jobs are in each state, over all or by kind or group. */
  counts(by?: "all" | "kind" | "group"): Promise<readonly Count[]>;
  /** A job's changes of state, oldest first. */
  history(id: number): Promise<readonly Transition[]>;

  /** Changes of all jobs after a cursor, oldest first; without a cursor from the beginning. At most 1,000. */
  changes(options?: { readonly after?: string; readonly limit?: number }): Promise<readonly Transition[]>;
  /** The cursor of the newest change, to follow from now on; `undefined` in an empty queue. */
  cursor(): Promise<string | undefined>;
  /** Changes as they happen, in batches, until `signal`. None is missed, none comes twice. */
  follow(options: {
    readonly after?: string | undefined;
    readonly signal: AbortSignal;
    readonly intervalMs?: number;
  }): AsyncIterable<readonly Transition[]>;

  /** Forgets jobs that ended before a time and that none waits for, with their history; gives their number. */
  purge(options: { readonly endedBefore: Date }): Promise<number>;
  close(): Promise<void>;
}
