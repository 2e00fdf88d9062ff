import type { Job, JobQueue, JobRequest, Lease } from "../../src/index.js";

export function request(key: string, more: Partial<JobRequest> = {}): JobRequest {
  return { key, kind: "build", ...more };
}

/** Pushes jobs and gives them by key. */
export async function pushAll(queue: JobQueue, ...requests: JobRequest[]): Promise<Record<string, Job>> {
  const pushed = await queue.push(requests);
  return Object.fromEntries(pushed.map(({ job }) => [job.key, job]));
}

export async function leaseOne(
  queue: JobQueue,
  worker = "w1",
  labels: readonly string[] = [],
): Promise<Lease> {
  const [lease] = await queue.lease({ worker, labels });
  if (lease === undefined) throw new Error("nothing to lease");
  return lease;
}

export async function statesOf(queue: JobQueue): Promise<Record<string, string>> {
  const { jobs } = await queue.list({ order: "oldest", limit: 1_000 });
  return Object.fromEntries(jobs.map(({ key, state }) => [key, state]));
}

/** Leases until there is nothing more; gives the keys in order. */
export async function leaseOrder(queue: JobQueue, labels: readonly string[] = []): Promise<string[]> {
  const keys: string[] = [];
  for (;;) {
    const [lease] = await queue.lease({ worker: "w1", labels });
    if (lease === undefined) return keys;
    keys.push(lease.job.key);
  }
}
