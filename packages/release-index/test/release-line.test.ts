import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineOf, parseSchedule, parseVersion, type ReleasePhase, releasePhase } from "../src/index.js";
import { errorOf } from "./error-of.js";

const schedule = parseSchedule({
  "v0.12": { start: "2015-02-06", end: "2016-12-31" },
  v22: {
    start: "2024-04-24",
    lts: "2024-10-29",
    maintenance: "2025-10-21",
    end: "2027-04-30",
    codename: "Jod",
  },
  v25: { start: "2025-10-15", maintenance: "2026-04-01", end: "2026-06-01" },
  v26: { start: "2026-05-05", lts: "2026-10-28", maintenance: "2027-10-20", end: "2029-04-30", codename: "" },
  v27: { alpha: "2026-10-28", start: "2027-04-22", lts: "2027-10-20", end: "2030-04-30", codename: "" },
  v28: { start: "2028-04-20", lts: null, codename: null, note: "not a day" },
  v29: { end: "2032-04-30" },
  v30: {},
});

describe("releasePhase", () => {
  test.each<[line: string, day: string, phase: ReleasePhase | undefined]>([
    ["v22", "2024-04-23", "pending"],
    ["v22", "2024-04-24", "current"],
    ["22", "2024-10-29", "active-lts"],
    ["v22", "2025-10-21", "maintenance"],
    ["v22", "2027-04-29", "maintenance"],
    ["v22", "2027-04-30", "end-of-life"],
    ["v25", "2026-03-31", "current"],
    ["v25", "2026-04-01", "maintenance"],
    ["v26", "2026-10-27", "current"],
    ["v26", "2026-10-28", "active-lts"],
    ["v27", "2026-10-27", "pending"],
    ["v27", "2026-10-28", "alpha"],
    ["v27", "2027-04-22", "current"],
    ["v27", "2027-10-20", "active-lts"],
    ["v27", "2030-04-29", "active-lts"],
    ["v27", "2030-04-30", "end-of-life"],
    ["v28", "2028-01-01", "pending"],
    ["v28", "2040-01-01", "current"],
    ["v29", "2031-01-01", "current"],
    ["v29", "2033-01-01", "end-of-life"],
    ["v30", "2031-01-01", "current"],
    ["v0.12", "2016-01-01", "current"],
    ["v31", "2031-01-01", undefined],
    ["v__proto__", "2031-01-01", undefined],
    ["constructor", "2031-01-01", undefined],
  ])("%s on %s is %s", (line, day, phase) => {
    expect(releasePhase(line, new Date(day), schedule)).toBe(phase);
  });

  test("never goes back as time passes", () => {
    const order: ReleasePhase[] = ["pending", "alpha", "current", "active-lts", "maintenance", "end-of-life"];
    const day = fc.date({ min: new Date("2010-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom("v22", "v25", "v26", "v27"), day, day, (line, a, b) => {
        const [earlier, later] = a < b ? [a, b] : [b, a];
        const phases = [earlier, later].map((now) =>
          order.indexOf(releasePhase(line, now, schedule) ?? "pending"),
        );
        expect(phases[0]).toBeLessThanOrEqual(phases[1] ?? -1);
      }),
    );
  });
});

describe("parseSchedule", () => {
  test("reads text, and drops null, the empty codename and keys that it does not know", () => {
    expect(schedule.v26).toStrictEqual({
      start: "2026-05-05",
      lts: "2026-10-28",
      maintenance: "2027-10-20",
      end: "2029-04-30",
    });
    expect(schedule.v28).toStrictEqual({ start: "2028-04-20" });
    expect(parseSchedule('{"v22":{"codename":"Jod"}}')).toStrictEqual({ v22: { codename: "Jod" } });
  });

  test.each([
    ["a list", "[]", "object"],
    ["cut text", '{"v22":', "not JSON"],
    ["another name", '{"node22":{}}', "node22"],
    ["a line that is a text", '{"v22":"2024"}', "v22"],
    ["a day that is none", '{"v22":{"lts":"soon"}}', 'v22: "lts"'],
    ["a numeric codename", '{"v22":{"codename":7}}', 'v22: "codename"'],
  ])("refuses %s", (_title, text, told) => {
    const error = errorOf(() => parseSchedule(text));
    expect(error.code).toBe("ERR_RELEASE_SCHEDULE");
    expect(error.message).toContain(told);
  });
});

test.each([
  ["v22.11.0", "v22"],
  ["0.12.18", "v0.12"],
  ["27.0.0-alpha.0.1.1", "v27"],
])("lineOf %s is %s", (version, line) => {
  expect(lineOf(parseVersion(version))).toBe(line);
});
