import { expect, it } from "vitest";
import { onEveryEngine } from "../support/engines.js";
import { leaseOrder, request, statesOf } from "../support/jobs.js";
import { testClock } from "../support/test-clock.js";

const HOUR = 3_600_000;

onEveryEngine("schedules", (open) => {
  it("push their job each time, once, however many processes tick", async () => {
    const clock = testClock();
    const queue = await open({ clock: clock.now });
    const job = request("check", { kind: "check-releases", priority: 3 });
    const schedule = await queue.schedule({ name: "hourly", cron: "0 * * * *", job });
    expect(schedule.nextAt).toEqual(new Date("2026-03-01T13:00:00Z"));
    expect((await queue.tick()).scheduled).toEqual([]);
    clock.advance(HOUR);
    const ticks = await Promise.all([queue.tick(), queue.tick(), queue.tick()]);
    expect(ticks.flatMap(({ scheduled }) => scheduled)).toMatchObject([
      { key: "check@2026-03-01T13:00:00.000Z", kind: "check-releases", priority: 3, state: "queued" },
    ]);
    clock.advance(HOUR);
    await queue.tick();
    expect(await leaseOrder(queue)).toEqual([
      "check@2026-03-01T13:00:00.000Z",
      "check@2026-03-01T14:00:00.000Z",
    ]);
  });

  it("bring the last of the times that nobody was there for", async () => {
    const clock = testClock();
    const queue = await open({ clock: clock.now });
    await queue.schedule({ name: "hourly", cron: "30 * * * *", job: request("check") });
    clock.advance(100 * HOUR);
    await queue.tick();
    expect(await statesOf(queue)).toEqual({ "check@2026-03-05T15:30:00.000Z": "queued" });
    expect(await queue.schedules()).toMatchObject([{ nextAt: new Date("2026-03-05T16:30:00Z") }]);
  });

  it("are changed by their name, and removed", async () => {
    const queue = await open({ clock: testClock().now });
    await queue.schedule({ name: "n", cron: "@daily", job: request("a") });
    await queue.schedule({ name: "n", cron: "0 3 * * *", timeZone: "Europe/Berlin", job: request("b") });
    expect(await queue.schedules()).toEqual([
      {
        name: "n",
        cron: "0 3 * * *",
        timeZone: "Europe/Berlin",
        job: request("b"),
        nextAt: new Date("2026-03-02T02:00:00Z"),
      },
    ]);
    await queue.unschedule("n");
    expect(await queue.schedules()).toEqual([]);
    await expect(queue.unschedule("n")).rejects.toMatchObject({ code: "ERR_QUEUE_NOT_FOUND" });
  });

  it("are refused when they can never come, or their job cannot be", async () => {
    const queue = await open();
    const refused = { code: "ERR_QUEUE_REQUEST" };
    await expect(queue.schedule({ name: "n", cron: "61 * * * *", job: request("a") })).rejects.toMatchObject(
      refused,
    );
    await expect(queue.schedule({ name: "n", cron: "@daily", job: request("") })).rejects.toMatchObject(
      refused,
    );
  });
});
