import { expect, it } from "vitest";
import { onEveryEngine } from "../support/engines.js";
import { leaseOne, leaseOrder, pushAll, request } from "../support/jobs.js";
import { testClock } from "../support/test-clock.js";

onEveryEngine("lease", (open) => {
  it("gives jobs by priority, then in the order in which they were pushed", async () => {
    const queue = await open();
    await pushAll(queue, request("a"), request("low", { priority: -1 }), request("b"));
    await pushAll(
      queue,
      request("c", { requires: ["x"] }),
      request("security", { priority: 100, requires: ["x"] }),
    );
    await pushAll(queue, request("d"));
    expect(await leaseOrder(queue, ["x", "y"])).toEqual(["security", "a", "b", "c", "d", "low"]);
  });

  it("gives several at once in the same order, whatever their labels", async () => {
    const queue = await open();
    await pushAll(
      queue,
      request("a"),
      request("b", { requires: ["x"] }),
      request("c"),
      request("d", { priority: 1 }),
    );
    const leases = await queue.lease({ worker: "w1", labels: ["x"], limit: 3 });
    expect(leases.map(({ job }) => job.key)).toEqual(["d", "a", "b"]);
    expect(await leaseOrder(queue)).toEqual(["c"]);
  });

  it("gives a worker only what its labels allow", async () => {
    const queue = await open();
    await pushAll(queue, request("any"), request("kvm", { requires: ["linux", "kvm"] }));
    expect(await leaseOrder(queue, ["linux"])).toEqual(["any"]);
    expect(await leaseOrder(queue, ["kvm", "arm64", "linux"])).toEqual(["kvm"]);
  });

  it("says who has a job, since when and until when", async () => {
    const clock = testClock();
    const queue = await open({ clock: clock.now });
    await pushAll(queue, request("a"));
    const [lease] = await queue.lease({ worker: "w1", labels: [], leaseMs: 10_000 });
    const expiresAt = new Date(clock.now().getTime() + 10_000);
    expect(lease).toMatchObject({ token: 1, worker: "w1", expiresAt });
    expect(await queue.find("a")).toMatchObject({
      state: "leased",
      worker: "w1",
      attempts: 1,
      startedAt: clock.now(),
      dueAt: expiresAt,
    });
  });

  it("gives each job to one of many that ask at the same time", async () => {
    const queue = await open();
    await queue.push(Array.from({ length: 30 }, (_, index) => request(`job-${index}`)));
    const leases = await Promise.all(
      Array.from({ length: 60 }, (_, index) => queue.lease({ worker: `w${index}`, labels: [] })),
    );
    let keys = leases.flat().map(({ job }) => job.key);
    expect(new Set(keys).size).toBe(keys.length);
    keys = [...keys, ...(await leaseOrder(queue))];
    expect(new Set(keys).size).toBe(30);
  });

  it("refuses to lease no jobs, or for no time", async () => {
    const queue = await open();
    for (const wrong of [{ limit: 0 }, { leaseMs: 0 }, { limit: Number.NaN }]) {
      await expect(queue.lease({ worker: "w1", labels: [], ...wrong })).rejects.toMatchObject({
        code: "ERR_QUEUE_REQUEST",
      });
    }
  });
});

onEveryEngine("heartbeat", (open) => {
  it("holds a lease beyond its first end", async () => {
    const clock = testClock();
    const queue = await open({ clock: clock.now });
    await pushAll(queue, request("a"));
    const [lease] = await queue.lease({ worker: "w1", labels: [], leaseMs: 10_000 });
    if (lease === undefined) throw new Error("nothing to lease");
    clock.advance(9_000);
    expect(await queue.heartbeat(lease, { leaseMs: 10_000 })).toEqual({
      held: true,
      expiresAt: new Date(clock.now().getTime() + 10_000),
    });
    clock.advance(9_000);
    expect((await queue.tick()).expired).toEqual([]);
    clock.advance(1_000);
    expect((await queue.tick()).expired).toMatchObject([
      { key: "a", state: "queued", failures: { lost: 1 } },
    ]);
  });

  it("tells a worker that it was fenced out, and by whom", async () => {
    const clock = testClock();
    const queue = await open({ clock: clock.now });
    await pushAll(queue, request("a"));
    const lease = await leaseOne(queue, "w1");
    clock.advance(90_000);
    const second = await leaseOne(queue, "w2");
    expect(second.token).toBe(2);
    expect(await queue.heartbeat(lease)).toEqual({
      held: false,
      state: "leased",
      reason: "worker w2 has it now",
    });
    expect(await queue.heartbeat(second)).toMatchObject({ held: true });
  });

  it("tells a worker that its job was cancelled, and why", async () => {
    const queue = await open();
    await pushAll(queue, request("a"));
    const lease = await leaseOne(queue);
    await queue.cancel(lease.job.id, { by: "ada", reason: "wrong version" });
    expect(await queue.heartbeat(lease)).toEqual({
      held: false,
      state: "cancelled",
      reason: "wrong version",
    });
  });
});
