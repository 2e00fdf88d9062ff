import { expect, it } from "vitest";
import type { Transition } from "../../src/index.js";
import { onEveryEngine } from "../support/engines.js";
import { leaseOne, pushAll, request } from "../support/jobs.js";
import { testClock } from "../support/test-clock.js";

const shortly = ({ key, from, to, by }: Transition) => `${key}: ${from ?? "-"} > ${to} (${by})`;

onEveryEngine("history", (open) => {
  it("keeps every change of a job: when, by whom, why", async () => {
    const clock = testClock();
    const queue = await open({ clock: clock.now });
    await pushAll(
      queue,
      request("other"),
      request("a", { priority: 1, retry: { infra: { delayMs: 1_000 } } }),
    );
    const lease = await leaseOne(queue, "w1");
    await queue.fail(lease, { class: "infra", reason: "disk full" });
    clock.advance(1_000);
    await queue.tick();
    await queue.cancel(lease.job.id, { by: "ada", reason: "enough" });
    const history = await queue.history(lease.job.id);
    expect(history.map(shortly)).toEqual([
      "a: - > queued (queue)",
      "a: queued > leased (w1)",
      "a: leased > delayed (w1)",
      "a: delayed > queued (queue)",
      "a: queued > cancelled (ada)",
    ]);
    expect(history[2]).toMatchObject({ token: 1, failureClass: "infra", reason: "disk full" });
    expect(history[4]).toMatchObject({
      at: clock.now(),
      failureClass: undefined,
      reason: "enough",
      kind: "build",
    });
  });
});

onEveryEngine("changes", (open) => {
  it("come in order, from any place, in parts", async () => {
    const queue = await open();
    await pushAll(queue, request("a"), request("b"));
    const cursor = await queue.cursor();
    await queue.complete(await leaseOne(queue));
    const all = await queue.changes();
    expect(all.map(shortly)).toEqual([
      "a: - > queued (queue)",
      "b: - > queued (queue)",
      "a: queued > leased (w1)",
      "a: leased > succeeded (w1)",
    ]);
    expect(await queue.changes({ ...(cursor && { after: cursor }) })).toEqual(all.slice(2));
    expect(await queue.changes({ limit: 3 })).toEqual(all.slice(0, 3));
    expect(await queue.changes({ after: all[3]?.cursor ?? "" })).toEqual([]);
    await expect(queue.changes({ after: "soon" })).rejects.toMatchObject({ code: "ERR_QUEUE_REQUEST" });
  });

  it("begin with nothing", async () => {
    const queue = await open();
    expect(await queue.cursor()).toBeUndefined();
    expect(await queue.changes()).toEqual([]);
  });
});

onEveryEngine("follow", (open) => {
  it("misses nothing and repeats nothing while many write", async () => {
    const queue = await open();
    const stop = new AbortController();
    const seen: string[] = [];
    const following = (async () => {
      for await (const batch of queue.follow({ signal: stop.signal, intervalMs: 5 })) {
        seen.push(...batch.map(({ key, to }) => `${key} ${to}`));
        if (seen.length >= 90) stop.abort();
      }
    })();
    const keys = Array.from({ length: 30 }, (_, index) => `job-${index}`);
    await Promise.all(keys.map((key) => queue.push([request(key)])));
    await Promise.all(
      keys.map(async (_, index) => await queue.complete(await leaseOne(queue, `w${index % 3}`))),
    );
    await following;
    const wanted = keys.flatMap((key) => ["queued", "leased", "succeeded"].map((state) => `${key} ${state}`));
    expect(seen.toSorted()).toEqual(wanted.toSorted());
  });

  it("ends at once when it is told to", async () => {
    const queue = await open();
    const stop = new AbortController();
    const following = queue
      .follow({ signal: stop.signal, intervalMs: 60_000 })
      [Symbol.asyncIterator]()
      .next();
    stop.abort();
    expect(await following).toEqual({ done: true, value: undefined });
  });
});
