import { expect, it } from "vitest";
import { onEveryEngine } from "../support/engines.js";
import { leaseOne, pushAll, request, statesOf } from "../support/jobs.js";
import { testClock } from "../support/test-clock.js";

const DAY = 86_400_000;

onEveryEngine("purge", (open) => {
  it("forgets what ended long ago, unless something still needs it", async () => {
    const clock = testClock();
    const queue = await open({ clock: clock.now });
    await pushAll(
      queue,
      request("done"),
      request("needed"),
      request("waits", { needs: ["needed"], requires: ["x"] }),
    );
    await queue.complete(await leaseOne(queue, "old"));
    await queue.complete(await leaseOne(queue, "old"));
    clock.advance(DAY);
    await pushAll(queue, request("new"));
    await queue.complete(await leaseOne(queue, "new"));
    expect(await queue.purge({ endedBefore: clock.now() })).toBe(1);
    expect(await statesOf(queue)).toEqual({ needed: "succeeded", waits: "queued", new: "succeeded" });
    expect((await queue.changes()).map(({ key }) => key)).not.toContain("done");
    expect((await queue.workers()).map(({ name }) => name)).toEqual(["new"]);
    expect(await queue.push([request("done")])).toMatchObject([{ created: true }]);
  });
});
