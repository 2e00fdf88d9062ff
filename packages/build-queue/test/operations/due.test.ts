import { expect, it } from "vitest";
import { onEveryEngine } from "../support/engines.js";
import { leaseOne, leaseOrder, pushAll, request, statesOf } from "../support/jobs.js";
import { testClock } from "../support/test-clock.js";

onEveryEngine("time", (open) => {
  it("gives the job of a silent worker to another, and in the end to nobody", async () => {
    const clock = testClock();
    const queue = await open({ clock: clock.now });
    await pushAll(queue, request("a", { retry: { lost: { retries: 2 } } }));
    for (const token of [1, 2, 3]) {
      expect(await leaseOne(queue, `w${token}`)).toMatchObject({ token });
      clock.advance(90_000);
    }
    expect(await leaseOrder(queue)).toEqual([]);
    expect(await queue.find("a")).toMatchObject({
      state: "failed",
      failureClass: "lost",
      failures: { lost: 3 },
      reason: "worker w3 was not heard of until its lease ended",
    });
  });

  it("is told of by tick(), once", async () => {
    const clock = testClock();
    const queue = await open({ clock: clock.now });
    const notBefore = new Date(clock.now().getTime() + 90_000);
    await pushAll(queue, request("lost"), request("later", { notBefore }));
    await leaseOne(queue);
    clock.advance(90_000);
    const ticks = await Promise.all([queue.tick(), queue.tick(), queue.tick()]);
    expect(ticks.flatMap(({ expired }) => expired.map(({ key }) => key))).toEqual(["lost"]);
    expect(ticks.flatMap(({ due }) => due.map(({ key }) => key))).toEqual(["later"]);
    expect(await statesOf(queue)).toEqual({ lost: "queued", later: "queued" });
  });
});
