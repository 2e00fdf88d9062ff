import { expect, it } from "vitest";
import type { RetryPolicy } from "../../src/index.js";
import { onEveryEngine } from "../support/engines.js";
import { leaseOne, leaseOrder, pushAll, request } from "../support/jobs.js";
import { testClock } from "../support/test-clock.js";

const MINUTE = 60_000;
const LOST = { code: "ERR_QUEUE_LEASE_LOST" };

onEveryEngine("complete", (open) => {
  it("ends a job with its result", async () => {
    const clock = testClock();
    const queue = await open({ clock: clock.now });
    await pushAll(queue, request("a"));
    const lease = await leaseOne(queue);
    clock.advance(1_000);
    const job = await queue.complete(lease, { sha256: "00" });
    expect(job).toMatchObject({
      state: "succeeded",
      result: { sha256: "00" },
      endedAt: clock.now(),
      worker: "w1",
    });
    expect(await queue.get(job.id)).toEqual(job);
  });

  it("is answered as before when it is said again", async () => {
    const queue = await open();
    await pushAll(queue, request("a"), request("b", { needs: ["a"] }));
    const lease = await leaseOne(queue);
    const first = await queue.complete(lease, "result");
    expect(await queue.complete(lease, "another")).toEqual(first);
    expect(await queue.find("b")).toMatchObject({ state: "queued" });
  });

  it("refuses a worker that was fenced out", async () => {
    const clock = testClock();
    const queue = await open({ clock: clock.now });
    await pushAll(queue, request("a"));
    const stale = await leaseOne(queue, "w1");
    clock.advance(90_000);
    const lease = await leaseOne(queue, "w2");
    await expect(queue.complete(stale)).rejects.toMatchObject(LOST);
    await expect(queue.fail(stale, { class: "build", reason: "x" })).rejects.toMatchObject(LOST);
    await expect(queue.giveBack(stale, "x")).rejects.toMatchObject(LOST);
    expect(await queue.complete(lease, 2)).toMatchObject({ result: 2 });
    await expect(queue.complete(stale)).rejects.toMatchObject(LOST);
  });

  it("takes the work of a worker that is late, as long as nobody else has the job", async () => {
    const clock = testClock();
    const queue = await open({ clock: clock.now });
    await pushAll(queue, request("a"));
    const lease = await leaseOne(queue);
    clock.advance(1_000_000);
    expect(await queue.complete(lease)).toMatchObject({ state: "succeeded" });
    expect((await queue.tick()).expired).toEqual([]);
  });

  it("sets free what needs several jobs when the last of them is done, however they end together", async () => {
    const queue = await open();
    const names = Array.from({ length: 8 }, (_, index) => `build-${index}`);
    await pushAll(queue, ...names.map((name) => request(name)), request("index", { needs: names }));
    const leases = await queue.lease({ worker: "w1", labels: [], limit: 8 });
    await Promise.all(leases.map((lease) => queue.complete(lease)));
    expect(await leaseOrder(queue)).toEqual(["index"]);
  });

  it("knows no lease of a job that is not there", async () => {
    const queue = await open();
    await expect(queue.complete({ job: { id: 77 }, token: 1 })).rejects.toMatchObject({
      code: "ERR_QUEUE_NOT_FOUND",
    });
  });
});

onEveryEngine("completeAll", (open) => {
  it("ends several jobs at once, each with its result, and refuses those that are lost alone", async () => {
    const queue = await open();
    const keys = ["a", "b", "c"];
    await pushAll(queue, ...keys.map((key) => request(key)), request("index", { needs: ["a", "b"] }));
    const [a, b, c] = await queue.lease({ worker: "w1", labels: [], limit: 3 });
    if (a === undefined || b === undefined || c === undefined) throw new Error("nothing to lease");
    await queue.cancel(c.job.id, { by: "ada" });
    const answers = await queue.completeAll([
      { lease: a, result: { text: 'it\'s "a"' } },
      { lease: c },
      { lease: b },
      { lease: { job: { id: 77 }, token: 1 } },
      { lease: a, result: "again" },
    ]);
    expect(answers).toMatchObject([
      { job: { key: "a", state: "succeeded", result: { text: 'it\'s "a"' } } },
      { error: LOST },
      { job: { key: "b", state: "succeeded", result: null } },
      { error: { code: "ERR_QUEUE_NOT_FOUND" } },
      { job: { key: "a" } },
    ]);
    expect(await leaseOrder(queue)).toEqual(["index"]);
    expect(await queue.completeAll([])).toEqual([]);
  });
});

onEveryEngine("fail", (open) => {
  it("does not repeat a build that fails, and leaves blocked what needs it", async () => {
    const queue = await open();
    await pushAll(queue, request("a"), request("b", { needs: ["a"] }));
    const job = await queue.fail(await leaseOne(queue), { class: "build", reason: "no such header" });
    expect(job).toMatchObject({
      state: "failed",
      failureClass: "build",
      failures: { build: 1 },
      reason: "no such header",
    });
    expect(await queue.find("b")).toMatchObject({ state: "blocked" });
    expect(await leaseOrder(queue)).toEqual([]);
  });

  it("repeats after a failure of the machine, each time after twice the wait", async () => {
    const clock = testClock();
    const queue = await open({ clock: clock.now });
    const retry: RetryPolicy = { infra: { retries: 3, delayMs: MINUTE, maxDelayMs: 3 * MINUTE } };
    await pushAll(queue, request("a", { retry }));
    for (const wait of [1, 2, 3]) {
      const job = await queue.fail(await leaseOne(queue), { class: "infra", reason: "disk full" });
      const dueAt = new Date(clock.now().getTime() + wait * MINUTE);
      expect(job).toMatchObject({ state: "delayed", dueAt, failures: { infra: wait } });
      clock.advance(wait * MINUTE - 1);
      expect(await leaseOrder(queue)).toEqual([]);
      clock.advance(1);
    }
    const last = await queue.fail(await leaseOne(queue), { class: "infra", reason: "disk full" });
    expect(last).toMatchObject({
      state: "failed",
      failureClass: "infra",
      failures: { infra: 4 },
      attempts: 4,
    });
  });

  it("counts each class for itself", async () => {
    const queue = await open();
    const once = { retries: 1, delayMs: 0 };
    await pushAll(queue, request("a", { retry: { infra: once, timeout: once, build: once } }));
    for (const failureClass of ["infra", "timeout", "build"] as const) {
      const job = await queue.fail(await leaseOne(queue), { class: failureClass, reason: "x" });
      expect(job.state).toBe("queued");
    }
    const job = await queue.fail(await leaseOne(queue), { class: "timeout", reason: "x" });
    expect(job).toMatchObject({ state: "failed", failures: { infra: 1, timeout: 2, build: 1 } });
  });
});

onEveryEngine("giveBack", (open) => {
  it("lets another worker have the job at once, and counts no failure", async () => {
    const queue = await open();
    await pushAll(queue, request("a"));
    const lease = await leaseOne(queue, "w1");
    expect(await queue.giveBack(lease, "the worker stops")).toMatchObject({ state: "queued", failures: {} });
    expect(await leaseOne(queue, "w2")).toMatchObject({ token: 2, job: { key: "a", worker: "w2" } });
    await expect(queue.complete(lease)).rejects.toMatchObject(LOST);
  });
});
