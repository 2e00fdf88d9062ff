import { expect, it } from "vitest";
import { onEveryEngine } from "../support/engines.js";
import { leaseOne, leaseOrder, pushAll, request, statesOf } from "../support/jobs.js";

onEveryEngine("retry", (open) => {
  it("does a failed job once more, its failures forgotten, and then what waited for it", async () => {
    const queue = await open();
    await pushAll(queue, request("a"), request("b", { needs: ["a"] }));
    const lease = await leaseOne(queue);
    await queue.fail(lease, { class: "build", reason: "x" });
    const job = await queue.retry(lease.job.id, { by: "ada", reason: "fixed the recipe" });
    expect(job).toMatchObject({ state: "queued", failures: {}, failureClass: undefined, endedAt: undefined });
    await queue.complete(await leaseOne(queue));
    expect(await leaseOrder(queue)).toEqual(["b"]);
  });

  it("brings back a cancelled job; it waits for what it still needs", async () => {
    const queue = await open();
    const { a, b } = await pushAll(queue, request("a"), request("b", { needs: ["a"] }));
    await queue.cancel(a?.id ?? 0, { by: "ada" });
    await queue.retry(b?.id ?? 0, { by: "ada" });
    expect(await statesOf(queue)).toEqual({ a: "cancelled", b: "blocked" });
    await queue.retry(a?.id ?? 0, { by: "ada" });
    await queue.complete(await leaseOne(queue));
    expect(await leaseOrder(queue)).toEqual(["b"]);
  });

  it("counts off what succeeded while the job was cancelled", async () => {
    const queue = await open();
    const { b } = await pushAll(queue, request("a"), request("b", { needs: ["a"] }));
    await queue.cancel(b?.id ?? 0, { by: "ada" });
    await queue.complete(await leaseOne(queue));
    expect(await queue.retry(b?.id ?? 0, { by: "ada" })).toMatchObject({ state: "queued" });
    expect(await leaseOrder(queue)).toEqual(["b"]);
  });

  it("refuses jobs that have not ended, and those that succeeded", async () => {
    const queue = await open();
    await pushAll(queue, request("a"));
    const lease = await leaseOne(queue);
    const refused = { code: "ERR_QUEUE_STATE" };
    await expect(queue.retry(lease.job.id, { by: "ada" })).rejects.toMatchObject(refused);
    await queue.complete(lease);
    await expect(queue.retry(lease.job.id, { by: "ada" })).rejects.toMatchObject(refused);
  });
});

onEveryEngine("prioritize", (open) => {
  it("moves a queued job before others", async () => {
    const queue = await open();
    const { c } = await pushAll(queue, request("a"), request("b"), request("c"));
    expect(await queue.prioritize(c?.id ?? 0, 7)).toMatchObject({ priority: 7, state: "queued" });
    expect(await leaseOrder(queue)).toEqual(["c", "a", "b"]);
  });

  it("holds for a job that is blocked or delayed", async () => {
    const queue = await open();
    const { c } = await pushAll(queue, request("a"), request("b"), request("c", { needs: ["a"] }));
    await queue.prioritize(c?.id ?? 0, 7);
    await queue.complete(await leaseOne(queue));
    expect(await leaseOrder(queue)).toEqual(["c", "b"]);
  });

  it("refuses a job that has ended, and what is no priority", async () => {
    const queue = await open();
    await pushAll(queue, request("a"));
    const lease = await leaseOne(queue);
    await expect(queue.prioritize(lease.job.id, 1.5)).rejects.toMatchObject({ code: "ERR_QUEUE_REQUEST" });
    await queue.complete(lease);
    await expect(queue.prioritize(lease.job.id, 1)).rejects.toMatchObject({ code: "ERR_QUEUE_STATE" });
  });
});
