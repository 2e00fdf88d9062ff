import { expect, it } from "vitest";
import { onEveryEngine } from "../support/engines.js";
import { leaseOne, leaseOrder, pushAll, request } from "../support/jobs.js";
import { testClock } from "../support/test-clock.js";

onEveryEngine("pause", (open) => {
  it("holds back the jobs of a group until it is resumed; leases go on", async () => {
    const clock = testClock();
    const queue = await open({ clock: clock.now });
    await pushAll(queue, request("a", { group: "musl" }), request("b", { group: "musl" }), request("c"));
    const lease = await leaseOne(queue);
    await queue.pause({ group: "musl", by: "ada", reason: "toolchain" });
    expect(await queue.pauses()).toEqual([
      { group: "musl", since: clock.now(), by: "ada", reason: "toolchain" },
    ]);
    expect(await leaseOrder(queue)).toEqual(["c"]);
    expect(await queue.heartbeat(lease)).toMatchObject({ held: true });
    await queue.complete(lease);
    await queue.resume({ group: "musl" });
    expect(await leaseOrder(queue)).toEqual(["b"]);
  });

  it("holds back everything when no group is named", async () => {
    const queue = await open();
    await pushAll(queue, request("a", { group: "musl" }), request("b"));
    await queue.pause({ by: "ada" });
    expect(await queue.pauses()).toMatchObject([{ group: undefined, reason: undefined }]);
    expect(await leaseOrder(queue)).toEqual([]);
    await queue.resume();
    expect(await leaseOrder(queue)).toEqual(["a", "b"]);
  });
});

onEveryEngine("drain", (open) => {
  it("gives a worker nothing new; what it has it may end", async () => {
    const queue = await open();
    await pushAll(queue, request("a"), request("b"));
    const lease = await leaseOne(queue, "w1");
    await queue.drain("w1");
    expect(await queue.lease({ worker: "w1", labels: [] })).toEqual([]);
    await queue.complete(lease);
    expect(await leaseOne(queue, "w2")).toMatchObject({ job: { key: "b" } });
    await queue.undrain("w1");
    await pushAll(queue, request("c"));
    expect(await leaseOne(queue, "w1")).toMatchObject({ job: { key: "c" } });
  });

  it("needs a worker that is known", async () => {
    const queue = await open();
    await expect(queue.drain("nobody")).rejects.toMatchObject({ code: "ERR_QUEUE_NOT_FOUND" });
  });
});

onEveryEngine("workers", (open) => {
  it("are those that asked for jobs", async () => {
    const clock = testClock();
    const queue = await open({ clock: clock.now });
    await pushAll(queue, request("a"));
    await leaseOne(queue, "w1", ["x64", "linux"]);
    await queue.lease({ worker: "w2", labels: [] });
    await queue.drain("w2");
    clock.advance(60_000);
    await queue.lease({ worker: "w1", labels: ["x64", "linux"] });
    expect(await queue.workers()).toEqual([
      { name: "w1", labels: ["linux", "x64"], draining: false, seenAt: clock.now(), leased: 1 },
      { name: "w2", labels: [], draining: true, seenAt: new Date(clock.now().getTime() - 60_000), leased: 0 },
    ]);
  });
});
