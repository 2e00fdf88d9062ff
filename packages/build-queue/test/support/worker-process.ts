import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
// What was built: Node.js runs this file by itself.
import { type JobQueue, openQueue, QueueError } from "@nodewright/build-queue";

const LABEL = "conformance";
const [role, url = "", name = "", size = "0"] = process.argv.slice(2);

/** Does what is there to do, until nothing is left or on its way. */
async function work(queue: JobQueue, step: () => Promise<boolean>): Promise<string[]> {
  const done: string[] = [];
  for (let isPushing = true; ; ) {
    isPushing = isPushing && (await step());
    const limit = 1 + Math.floor(Math.random() * 8);
    const leases = await queue.lease({ worker: name, labels: [LABEL], limit, leaseMs: 60_000 });
    const answers = await queue.completeAll(leases.map((lease) => ({ lease, result: name })));
    done.push(...answers.flatMap((answer) => ("job" in answer ? answer.job.key : [])));
    if (leases.length === 0 && !isPushing) {
      if (await isIdle(queue)) return done;
      await setTimeout(20);
    }
  }
}

async function isIdle(queue: JobQueue): Promise<boolean> {
  const counts = await queue.counts();
  return counts.every(({ state }) => !["blocked", "delayed", "queued", "leased"].includes(state));
}

/** Pushes its own jobs in small parts while it works on everybody's. */
async function pushAndWork(queue: JobQueue): Promise<void> {
  let pushed = 0;
  const done = await work(queue, async () => {
    const keys = Array.from({ length: Math.min(40, Number(size) - pushed) }, () => `${name}/${pushed++}`);
    await queue.push(keys.map((key) => ({ key, kind: "build", requires: [LABEL] })));
    return pushed < Number(size);
  });
  process.send?.(done);
}

/** Takes its time over each job, to be killed at any moment; a lease that was lost meanwhile is no surprise. */
async function workSlowly(queue: JobQueue): Promise<void> {
  process.send?.("ready");
  for (;;) {
    const leases = await queue.lease({ worker: name, labels: [LABEL], limit: 3, leaseMs: 1_500 });
    for (const lease of leases) {
      await setTimeout(10 + Math.random() * 40);
      await queue.complete(lease, name).catch((error: unknown) => {
        if (!(error instanceof QueueError && error.code === "ERR_QUEUE_LEASE_LOST")) throw error;
      });
    }
    if (leases.length === 0) {
      if (await isIdle(queue)) return;
      await setTimeout(50);
    }
  }
}

/** Leases a job and waits to be told; says what came of completing it then. */
async function holdOne(queue: JobQueue): Promise<void> {
  const [lease] = await queue.lease({ worker: name, labels: [LABEL], leaseMs: 50 });
  if (lease === undefined) throw new Error("nothing to lease");
  process.send?.("held");
  await once(process, "message");
  const answer = await queue.complete(lease).catch((error: QueueError) => error.code);
  process.send?.(answer);
}

const roles: Readonly<Record<string, (queue: JobQueue) => Promise<void>>> = {
  pushAndWork,
  workSlowly,
  holdOne,
};
const queue = await openQueue({ url });
await roles[role ?? ""]?.(queue);
await queue.close();
if (process.connected) process.disconnect();
