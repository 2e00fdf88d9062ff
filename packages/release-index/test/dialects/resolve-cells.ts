import { expect } from "vitest";
import { parseSchedule, prepareIndex, resolveRelease, type SpecDialect } from "../../src/index.js";
import { errorOf } from "../error-of.js";
import { prereleases, rows } from "../rows.js";

const options = {
  index: prepareIndex([...rows, ...prereleases]),
  now: new Date("2026-11-20"),
  schedule: parseSchedule({
    "v0.12": { start: "2015-02-06", end: "2016-12-31" },
    v20: {
      start: "2023-04-18",
      lts: "2023-10-24",
      maintenance: "2024-10-22",
      end: "2026-04-30",
      codename: "Iron",
    },
    v22: {
      start: "2024-04-24",
      lts: "2024-10-29",
      maintenance: "2025-10-21",
      end: "2027-04-30",
      codename: "Jod",
    },
    v24: {
      start: "2025-05-06",
      lts: "2025-10-28",
      maintenance: "2026-10-20",
      end: "2028-04-30",
      codename: "Krypton",
    },
    v25: { start: "2025-10-15", maintenance: "2026-04-01", end: "2027-01-01" },
    v26: {
      start: "2026-05-05",
      lts: "2026-10-28",
      maintenance: "2027-10-20",
      end: "2029-04-30",
      codename: "Lithium",
    },
  }),
};

/** A word, and the version it means, or the versions, or a piece of the reason why it means none. */
export type Cell = readonly [
  spec: string,
  expected: string | readonly string[] | { readonly refused: string },
];

/** Resolves a word in a dialect over the small index of the tests, and holds it against its cell. */
export function expectCell(dialect: SpecDialect, [spec, expected]: Cell): void {
  if (typeof expected === "string") {
    expect(resolveRelease(spec, { ...options, dialect }).version).toBe(expected);
  } else if ("refused" in expected) {
    const error = errorOf(() => resolveRelease(spec, { ...options, dialect }));
    expect([error.code, error.message]).toStrictEqual([
      error.code,
      expect.stringContaining(expected.refused),
    ]);
    expect(["ERR_RELEASE_SPEC", "ERR_RELEASE_NOT_FOUND"]).toContain(error.code);
  } else {
    const { version, alternatives } = resolveRelease(spec, { ...options, dialect });
    expect([version, ...alternatives.map((row) => row.version)]).toStrictEqual(expected);
  }
}
