import { expect, it } from "vitest";
import { onEveryEngine } from "../support/engines.js";
import { leaseOne, leaseOrder, pushAll, request, statesOf } from "../support/jobs.js";

onEveryEngine("cancel", (open) => {
  it("ends a job and all that wait for it, and no other", async () => {
    const queue = await open();
    const { b } = await pushAll(
      queue,
      request("a"),
      request("b"),
      request("c", { needs: ["a", "b"] }),
      request("d", { needs: ["c"] }),
      request("e", { needs: ["a"] }),
    );
    const cancelled = await queue.cancel(b?.id ?? 0, { by: "ada", reason: "not wanted" });
    expect(cancelled.map(({ key }) => key)).toEqual(["b", "c", "d"]);
    expect(cancelled[0]).toMatchObject({ state: "cancelled", reason: "not wanted" });
    expect(cancelled[2]?.reason).toBe(`job ${b?.id}, which it needs, was cancelled`);
    expect(await statesOf(queue)).toEqual({
      a: "queued",
      b: "cancelled",
      c: "cancelled",
      d: "cancelled",
      e: "blocked",
    });
    expect(await leaseOrder(queue)).toEqual(["a"]);
  });

  it("ends a job that a worker has: what it brings is refused", async () => {
    const queue = await open();
    await pushAll(queue, request("a"));
    const lease = await leaseOne(queue);
    await queue.cancel(lease.job.id, { by: "ada" });
    await expect(queue.complete(lease)).rejects.toMatchObject({ code: "ERR_QUEUE_LEASE_LOST" });
    expect(await statesOf(queue)).toEqual({ a: "cancelled" });
  });

  it("refuses a job that has ended, and one that is not there", async () => {
    const queue = await open();
    await pushAll(queue, request("a"));
    const lease = await leaseOne(queue);
    await queue.complete(lease);
    await expect(queue.cancel(lease.job.id, { by: "ada" })).rejects.toMatchObject({
      code: "ERR_QUEUE_STATE",
    });
    await expect(queue.cancel(99, { by: "ada" })).rejects.toMatchObject({ code: "ERR_QUEUE_NOT_FOUND" });
  });
});

onEveryEngine("supersede", (open) => {
  it("ends older jobs of the same kind and subject, and what waits for them, but none that is under way", async () => {
    const queue = await open();
    const about = (subject: string) => ({ subject, supersede: true });
    await pushAll(queue, request("busy/1", about("busy")), request("done/1", about("done")));
    await leaseOne(queue);
    await queue.complete(await leaseOne(queue));
    await pushAll(
      queue,
      request("musl/1", about("musl")),
      request("musl/1/promote", { kind: "promote", subject: "musl", needs: ["musl/1"] }),
      request("arm64/1", about("arm64")),
    );
    await pushAll(
      queue,
      request("busy/2", about("busy")),
      request("done/2", about("done")),
      request("musl/2", about("musl")),
      request("musl/2/promote", { kind: "promote", ...about("musl"), needs: ["musl/2"] }),
    );
    expect(await statesOf(queue)).toEqual({
      "busy/1": "leased",
      "done/1": "succeeded",
      "musl/1": "superseded",
      "musl/1/promote": "superseded",
      "arm64/1": "queued",
      "busy/2": "queued",
      "done/2": "queued",
      "musl/2": "queued",
      "musl/2/promote": "blocked",
    });
    expect(await leaseOrder(queue)).toEqual(["arm64/1", "busy/2", "done/2", "musl/2"]);
  });
});
