import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  convertTarget,
  detectDialect,
  dialects,
  explainTarget,
  formatTarget,
  listTargets,
  matchTarget,
  parsePkgTarget,
  parseTarget,
  TargetError,
} from "../src/index.js";
import { arbitraryTarget } from "./arbitrary-target.js";

const names = dialects.map(({ name }) => name);
const anyDialect = fc.constantFrom(...names);

describe("parse after format is the identity", () => {
  test.each(names)("in %s, for every listed target that it can say", (name) => {
    for (const target of listTargets()) {
      const text = formatTarget(target, name);
      if (text !== null) expect(parseTarget(text, name).candidates).toContainEqual(target);
    }
  });

  test("in every dialect, for any target that it can say", () => {
    fc.assert(
      fc.property(arbitraryTarget, anyDialect, (target, name) => {
        const text = formatTarget(target, name);
        if (text === null) return;
        const { candidates, lossy, target: pattern } = parseTarget(text, name);
        expect(candidates).toContainEqual(target);
        if (!lossy) expect(pattern).toEqual(candidates[0]);
        for (const candidate of candidates) expect(matchTarget(pattern, candidate)).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  test("in canonical, for any target at all", () => {
    fc.assert(
      fc.property(arbitraryTarget, (target) => {
        expect(parseTarget(formatTarget(target) ?? "").target).toEqual(target);
      }),
      { numRuns: 2000 },
    );
  });

  test("and every candidate of a listed spelling can be said in the dialect that named it", () => {
    for (const name of names) {
      for (const target of listTargets()) {
        const text = formatTarget(target, name);
        const candidates = text === null ? [] : parseTarget(text, name).candidates;
        expect([name, text, candidates.map((one) => formatTarget(one, name)).includes(null)]).toEqual([
          name,
          text,
          false,
        ]);
      }
    }
  });
});

describe("no text throws anything but a TargetError", () => {
  const words = listTargets().flatMap((target) =>
    names.flatMap((name) => formatTarget(target, name)?.split(/[-/_+. ]/) ?? []),
  );
  const word = fc.oneof(
    fc.constantFrom(...new Set(words)),
    fc.constantFrom("host", "node22", "constructor", "__proto__", ""),
    fc.string(),
  );
  const joint = fc.constantFrom("-", "/", "+", "_", ".", " ", ",", "||", "=");
  const text = fc.oneof(
    fc.string({ maxLength: 300, unit: "binary" }),
    fc.array(fc.tuple(word, joint), { maxLength: 6 }).map((parts) => parts.flat().slice(0, -1).join("")),
  );

  const refusals = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      if (!(error instanceof TargetError)) throw error;
      expect(error.message.length).toBeLessThan(1000);
    }
  };

  test("parseTarget, with and without a dialect", () => {
    fc.assert(
      fc.property(text, anyDialect, (input, name) => {
        refusals(() => parseTarget(input, name));
        refusals(() => parseTarget(input));
      }),
      { numRuns: 300 },
    );
  });

  test("convertTarget, explainTarget, parsePkgTarget; detectDialect throws nothing", () => {
    const host = parseTarget("linux-x64-musl").candidates[0];
    if (host === undefined) throw new Error("no host");
    fc.assert(
      fc.property(text, anyDialect, (input, to) => {
        refusals(() => convertTarget(input, { to }));
        refusals(() => explainTarget(input));
        refusals(() => parsePkgTarget(input, { host, nodeVersion: "v24.1.0" }));
        detectDialect(input);
      }),
      { numRuns: 300 },
    );
  });

  test("a long text is refused at once", () => {
    const start = process.cpuUsage();
    for (const long of ["node-v1-linux-".repeat(50_000), "linux-x64+".repeat(50_000), "-".repeat(500_000)]) {
      for (const name of names) refusals(() => parseTarget(long, name));
    }
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(10_000);
  });
});
