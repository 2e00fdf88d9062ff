import { describe, expect, it } from "vitest";
import { lastTime, nextTime } from "../src/cron.js";

const HOURLY = { cron: "0 * * * *", timeZone: "UTC" };
const BERLIN = { cron: "30 2 * * *", timeZone: "Europe/Berlin" };

describe("nextTime", () => {
  it.each([
    [HOURLY, "2026-03-01T12:00:00Z", "2026-03-01T13:00:00Z"],
    [HOURLY, "2026-03-01T12:59:59.999Z", "2026-03-01T13:00:00Z"],
    [BERLIN, "2026-03-01T12:00:00Z", "2026-03-02T01:30:00Z"],
    [BERLIN, "2026-07-01T12:00:00Z", "2026-07-02T00:30:00Z"],
  ])("of %j after %s is %s", (time, after, next) => {
    expect(nextTime(time, new Date(after))).toEqual(new Date(next));
  });

  it.each([
    ["60 * * * *", "UTC"],
    ["nonsense", "UTC"],
    ["0 0 31 2 *", "UTC"],
    ["0 * * * *", "Mars/Olympus"],
  ])("refuses %s in %s", (cron, timeZone) => {
    const refused = expect.objectContaining({ code: "ERR_QUEUE_REQUEST" });
    expect(() => nextTime({ cron, timeZone }, new Date("2026-03-01"))).toThrow(refused);
  });
});

describe("lastTime", () => {
  it.each([
    [HOURLY, "2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z"],
    [HOURLY, "2026-03-01T12:00:00.500Z", "2026-03-01T12:00:00Z"],
    [HOURLY, "2026-03-01T11:59:59.999Z", "2026-03-01T11:00:00Z"],
    [BERLIN, "2026-03-01T01:29:59Z", "2026-02-28T01:30:00Z"],
  ])("of %j up to %s is %s", (time, until, last) => {
    expect(lastTime(time, new Date(until))).toEqual(new Date(last));
  });
});
