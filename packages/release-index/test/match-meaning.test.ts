import { describe, expect, test } from "vitest";
import { parseSchedule, parseVersion, prepareIndex, type SpecMeaning } from "../src/index.js";
import { selectByMeaning } from "../src/match-meaning.js";
import { prereleases, rows } from "./rows.js";

const index = prepareIndex([...rows, ...prereleases]);
const today = {
  now: new Date("2026-11-20"),
  schedule: parseSchedule({
    v24: { start: "2025-05-06", lts: "2025-10-28", maintenance: "2026-10-20", end: "2028-04-30" },
    v25: { start: "2025-10-15", lts: "2027-01-01", maintenance: "2026-04-01", end: "2027-06-01" },
    v26: { start: "2026-05-05", lts: "2026-10-28", maintenance: "2027-10-20", end: "2029-04-30" },
  }),
};

function versionsOf(meaning: SpecMeaning): string[] {
  const { pool, accepts } = selectByMeaning(meaning, index, today);
  return pool.filter(accepts).map(({ row }) => row.version);
}

describe("selectByMeaning", () => {
  test.each<[meaning: SpecMeaning, versions: readonly string[]]>([
    [{ kind: "version", version: parseVersion("4.9.1") }, ["v4.9.1"]],
    [{ kind: "version", version: parseVersion("chakracore-4.9.1") }, []],
    [{ kind: "prefix", major: 22, minor: 1 }, ["v22.1.0"]],
    [{ kind: "prefix", major: 0 }, ["v0.12.18", "v0.11.16", "v0.10.48"]],
    [{ kind: "range", range: "not one" }, []],
    [{ kind: "range", range: "22", among: ["v22.11.0", "v22.12.0"] }, ["v22.11.0"]],
    [{ kind: "range", range: "^19.0.0-rc.1", channel: "rc" }, ["v19.0.0-rc.2", "v19.0.0-rc.1"]],
    [
      { kind: "range", range: "23", channel: "nightly", includePrerelease: true },
      ["v23.5.0-nightly20241201dddddddddd"],
    ],
    [{ kind: "range", range: "23", channel: "nightly" }, []],
    [{ kind: "newest", channel: "test" }, []],
    [{ kind: "newest", channel: "rc", startingWith: "v19." }, ["v19.0.0-rc.2", "v19.0.0-rc.1"]],
    [{ kind: "lts", back: 2 }, ["v22.23.2", "v22.11.0"]],
    [{ kind: "codename", codename: "JOD" }, ["v22.23.2", "v22.11.0"]],
    [{ kind: "codename", codename: "jo" }, []],
    [{ kind: "codename", codename: "o", isPart: true }, ["v24.22.0", "v24.21.0"]],
    [{ kind: "lines", phases: ["active-lts", "maintenance"] }, ["v26.13.0", "v25.9.0", "v24.22.0"]],
    [{ kind: "lines", phases: ["maintenance"], isLts: true }, ["v24.22.0"]],
    [{ kind: "lines", phases: ["active-lts", "maintenance"], isNewestOnly: true }, ["v26.13.0"]],
  ])("%j selects %j", (meaning, versions) => {
    expect(versionsOf(meaning)).toStrictEqual(versions);
  });

  test("needs the day and the schedule for phases", () => {
    expect(() => selectByMeaning({ kind: "lines", phases: ["current"] }, index, {})).toThrow(TypeError);
  });
});
