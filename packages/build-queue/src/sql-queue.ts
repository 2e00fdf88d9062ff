import { QueueError } from "./errors.js";
import { listPauses, listWorkers, pauseGroup, resumeGroup, setDraining } from "./operations/control.js";
import { releaseDue } from "./operations/due.js";
import { cancelJob } from "./operations/end.js";
import { changesAfter, followChanges, jobHistory, lastCursor } from "./operations/feed.js";
import { extendLease, leaseJobs } from "./operations/lease.js";
import { purgeJobs } from "./operations/purge.js";
import { pushJobs } from "./operations/push.js";
import { countJobs, findJob, getJob, listJobs } from "./operations/read.js";
import { prioritizeJob, retryJob } from "./operations/revive.js";
import { listSchedules, putSchedule, removeSchedule, runSchedules } from "./operations/schedules.js";
import { completeJob, completeJobs, failJob, giveBackJob } from "./operations/settle.js";
import type { JobQueue } from "./queue.js";
import { routeOf } from "./route.js";
import type { SqlDatabase, SqlSession } from "./sql/database.js";
import { toJob } from "./sql/job-row.js";
import type { Delivery, Operation } from "./sql/transition.js";
import type { JobRequest } from "./types.js";

export interface SqlQueueParts {
  readonly database: SqlDatabase;
  readonly delivery: Delivery;
  readonly clock: () => Date;
}

/** The queue over any database that keeps its tables and any way in which jobs come to workers. */
export function createSqlQueue({ database, delivery, clock }: SqlQueueParts): JobQueue {
  let closed = false;
  const assertOpen = () => {
    if (closed) throw new QueueError("ERR_QUEUE_CLOSED", "The queue cannot be used: it was closed");
  };
  const write = async <Result>(work: (operation: Operation) => Promise<Result>): Promise<Result> => {
    assertOpen();
    return await database.transaction((session) => work({ session, delivery, now: clock().getTime() }));
  };
  const read = async <Result>(work: (session: SqlSession) => Promise<Result>): Promise<Result> => {
    assertOpen();
    return await database.read(work);
  };
  const prepare = async (requests: readonly JobRequest[]) => {
    assertOpen();
    await delivery.prepare([
      ...new Set(requests.map(({ group, requires = [] }) => routeOf(group, requires).route)),
    ]);
  };
  return {
    push: async (requests) => {
      await prepare(requests);
      return await write((operation) => pushJobs(operation, requests));
    },
    lease: (request) => write((operation) => leaseJobs(operation, request)),
    heartbeat: (lease, { leaseMs } = {}) => write((operation) => extendLease(operation, lease, leaseMs)),
    complete: (lease, result) => write((operation) => completeJob(operation, lease, result)),
    completeAll: (completions) => write((operation) => completeJobs(operation, completions)),
    fail: (lease, report) => write((operation) => failJob(operation, lease, report)),
    giveBack: (lease, reason) => write((operation) => giveBackJob(operation, lease, reason)),
    cancel: (id, act) => write((operation) => cancelJob(operation, id, act)),
    retry: (id, act) => write((operation) => retryJob(operation, id, act)),
    prioritize: (id, priority) => write((operation) => prioritizeJob(operation, id, priority)),
    pause: (pause) => write((operation) => pauseGroup(operation, pause)),
    resume: ({ group } = {}) => write((operation) => resumeGroup(operation, group)),
    pauses: () => read(listPauses),
    drain: (worker) => write((operation) => setDraining(operation, worker, true)),
    undrain: (worker) => write((operation) => setDraining(operation, worker, false)),
    workers: () => read(listWorkers),
    schedule: async (request) => {
      await prepare([request.job]);
      return await write((operation) => putSchedule(operation, request));
    },
    unschedule: (name) => write((operation) => removeSchedule(operation, name)),
    schedules: () => read(listSchedules),
    tick: () =>
      write(async (operation) => {
        const { expired, due } = await releaseDue(operation);
        const scheduled = await runSchedules(operation);
        return { expired: expired.map(toJob), due: due.map(toJob), scheduled };
      }),
    get: (id) => read((session) => getJob(session, id)),
    find: (key) => read((session) => findJob(session, key)),
    list: (request) => read((session) => listJobs(session, request)),
    counts: (by) => read((session) => countJobs(session, by)),
    history: (id) => read((session) => jobHistory(session, id)),
    changes: ({ after, limit } = {}) => read((session) => changesAfter(session, after, limit)),
    cursor: () => read(lastCursor),
    follow: (options) => followChanges((after) => read((session) => changesAfter(session, after)), options),
    purge: ({ endedBefore }) => write((operation) => purgeJobs(operation, endedBefore)),
    close: async () => {
      if (closed) return;
      closed = true;
      await database.close();
    },
  };
}
