import { expect, it } from "vitest";
import { onEveryEngine } from "../support/engines.js";
import { leaseOne, leaseOrder, pushAll, request, statesOf } from "../support/jobs.js";
import { testClock } from "../support/test-clock.js";

onEveryEngine("push", (open) => {
  it("keeps all that was said of a job", async () => {
    const clock = testClock();
    const queue = await open({ clock: clock.now });
    const payload = { version: "v24.1.0", list: [1, 2.5, null, true, "ü'\"$1"] };
    const [pushed] = await queue.push([
      request("a", {
        payload,
        subject: "v24.1.0 musl",
        group: "musl",
        priority: 5,
        requires: ["x64", "linux", "x64"],
      }),
    ]);
    expect(pushed).toMatchObject({
      created: true,
      job: {
        key: "a",
        kind: "build",
        payload,
        subject: "v24.1.0 musl",
        group: "musl",
        priority: 5,
        requires: ["linux", "x64"],
        state: "queued",
        attempts: 0,
        failures: {},
        result: null,
        createdAt: clock.now(),
        endedAt: undefined,
      },
    });
    expect(await queue.get(pushed?.job.id ?? 0)).toEqual(pushed?.job);
  });

  it("has a key once: later pushes give the job that is there, whatever became of it", async () => {
    const queue = await open();
    const [first, twin] = await queue.push([request("a"), request("a", { kind: "other" })]);
    expect(twin).toEqual({ created: false, job: first?.job });
    const lease = await leaseOne(queue);
    await queue.complete(lease);
    const [again] = await queue.push([request("a")]);
    expect(again).toMatchObject({ created: false, job: { state: "succeeded", id: first?.job.id } });
    expect(await leaseOrder(queue)).toEqual([]);
  });

  it("one of many that push a key at the same time brings it", async () => {
    const queue = await open();
    const all = await Promise.all(Array.from({ length: 20 }, () => queue.push([request("a"), request("b")])));
    expect(
      all
        .flat()
        .filter(({ created }) => created)
        .map(({ job }) => job.key)
        .sort(),
    ).toEqual(["a", "b"]);
    expect(new Set(all.map(([pushed]) => pushed?.job.id)).size).toBe(1);
  });

  it("blocks a job until all that it needs has succeeded", async () => {
    const queue = await open();
    await pushAll(queue, request("source"));
    await pushAll(
      queue,
      request("x64", { needs: ["source"] }),
      request("arm64", { needs: ["source"] }),
      request("index", { needs: ["x64", "arm64", "x64"] }),
    );
    expect(await statesOf(queue)).toEqual({
      source: "queued",
      x64: "blocked",
      arm64: "blocked",
      index: "blocked",
    });
    await queue.complete(await leaseOne(queue));
    const [x64, arm64] = await queue.lease({ worker: "w1", labels: [], limit: 5 });
    expect([x64?.job.key, arm64?.job.key]).toEqual(["x64", "arm64"]);
    if (x64 === undefined || arm64 === undefined) return;
    await queue.complete(x64);
    expect((await statesOf(queue)).index).toBe("blocked");
    await queue.complete(arm64);
    expect((await statesOf(queue)).index).toBe("queued");
    const [late] = await queue.push([request("late", { needs: ["source", "x64"] })]);
    expect(late?.job.state).toBe("queued");
  });

  it("delays a job until its time", async () => {
    const clock = testClock();
    const queue = await open({ clock: clock.now });
    await pushAll(queue, request("a", { notBefore: new Date(clock.now().getTime() + 5_000) }), request("b"));
    expect(await leaseOrder(queue)).toEqual(["b"]);
    clock.advance(4_999);
    expect(await leaseOrder(queue)).toEqual([]);
    clock.advance(1);
    expect(await leaseOrder(queue)).toEqual(["a"]);
  });

  it("waits for needs first and for the time then", async () => {
    const clock = testClock();
    const queue = await open({ clock: clock.now });
    const notBefore = new Date(clock.now().getTime() + 5_000);
    await pushAll(queue, request("a"), request("b", { needs: ["a"], notBefore }));
    await queue.complete(await leaseOne(queue));
    expect(await queue.find("b")).toMatchObject({ state: "delayed", dueAt: notBefore });
    clock.advance(5_000);
    expect(await leaseOrder(queue)).toEqual(["b"]);
  });

  it("adds all jobs or none", async () => {
    const queue = await open();
    const push = queue.push([request("a"), request("b", { needs: ["nobody"] })]);
    await expect(push).rejects.toMatchObject({ name: "QueueError", code: "ERR_QUEUE_NEED_UNKNOWN" });
    expect(await queue.find("a")).toBeUndefined();
    expect(await queue.changes()).toEqual([]);
  });

  it("refuses what can be no job", async () => {
    const queue = await open();
    await expect(queue.push([request("")])).rejects.toMatchObject({ code: "ERR_QUEUE_REQUEST" });
  });

  it("takes 1,000 jobs at once", async () => {
    const queue = await open();
    const keys = Array.from({ length: 1_000 }, (_, index) => `job-${index}`);
    await queue.push(keys.map((key) => request(key)));
    const leases = await queue.lease({ worker: "w1", labels: [], limit: 1_000 });
    expect(leases.map(({ job }) => job.key)).toEqual(keys);
  });
});
