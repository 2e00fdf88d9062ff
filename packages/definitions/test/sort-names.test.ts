import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareDefinitionNames, latestOfEachLine, sortDefinitionNames } from "../src/sort-names.js";

const SORTED = [
  "0.8.9",
  "0.10.40",
  "4.0.0",
  "4.2.3",
  "4.11.1",
  "10.0.0",
  "10.0.0-rc.2",
  "10.x-next",
  "chakracore-8.11.1",
  "chakracore-10.0.0",
  "graal+ce-19.2.1",
  "iojs-0.12.0-dev",
  "iojs-1.0.0",
  "iojs-1.x-dev",
  "iojs-3.3.1",
  "node-dev",
];

describe("sortDefinitionNames", () => {
  test("plain versions by number, then families", () => {
    const names = sortDefinitionNames([...SORTED].reverse());
    expect(names.filter((name) => !name.startsWith("10."))).toEqual(
      SORTED.filter((name) => !name.startsWith("10.")),
    );
  });

  test("each name once", () => {
    expect(sortDefinitionNames(["1.0.0", "1.0.0"])).toEqual(["1.0.0"]);
  });

  test("is a total order", () => {
    const name = fc.stringMatching(/^[a-z0-9+.-]{0,12}$/);
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(compareDefinitionNames(a, b))).toBe(-Math.sign(compareDefinitionNames(b, a)) || 0);
        if (compareDefinitionNames(a, b) <= 0 && compareDefinitionNames(b, c) <= 0) {
          expect(compareDefinitionNames(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  test("agrees with sort(1) on the fields", () => {
    const name = fc.stringMatching(/^[a-z0-9]{1,3}([.+-][a-z0-9]{1,3}){0,5}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 30 }), (names) => {
        const keyed = names.map(
          (text) => `${text.replace(/^(?=\d)/, "a.").replace(/[+-]/g, ".")}.0.0.0.0 ${text}`,
        );
        const sorted = execFileSync("sort", ["-t.", "-k1,1", "-k2,2n", "-k3,3n", "-k4,4n", "-k5,5n"], {
          input: `${keyed.join("\n")}\n`,
          encoding: "utf8",
          env: { PATH: process.env.PATH, LC_ALL: "C" },
        });
        expect(sortDefinitionNames(names)).toEqual(
          sorted
            .trim()
            .split("\n")
            .map((line) => line.split(" ")[1]),
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe("latestOfEachLine", () => {
  test("keeps the newest of a line or family, without pre-releases", () => {
    const names = [
      "18.0.0",
      "18.20.2",
      "22.1.0",
      "22.2.0-rc.1",
      "9.x-dev",
      "node-dev",
      "chakracore-8.1.2",
      "chakracore-8.11.1",
      "chakracore-10.0.0",
      "graal+ce-19.0.0",
      "graal+ce_java8-19.3.0.2",
      "graal+ce_java8-20.0.0",
      "graal+ce_java11-20.0.0",
    ];
    expect(latestOfEachLine(names)).toEqual([
      "18.20.2",
      "22.1.0",
      "chakracore-8.11.1",
      "chakracore-10.0.0",
      "graal+ce-19.0.0",
      "graal+ce_java11-20.0.0",
      "graal+ce_java8-20.0.0",
    ]);
  });
});
