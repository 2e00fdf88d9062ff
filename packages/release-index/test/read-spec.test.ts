import { describe, expect, test } from "vitest";
import { specDialects } from "../src/index.js";
import { readSpec } from "../src/read-spec.js";
import { errorOf } from "./error-of.js";

describe("readSpec", () => {
  test.each(specDialects)("reads a version in %s, spaces around it removed", (dialect) => {
    const spec = dialect === "pkg" ? " node22.23.2 " : " 22.23.2\n";
    expect(["version", "range"]).toContain(readSpec(spec, dialect).kind);
  });

  test.each([
    ["node@24", "nodewright"],
    ["nodejs@v24", "nodewright"],
    ["node@24", "mise"],
    ["nodejs@24", "mise"],
  ] as const)("knows %s of %s by the name in front", (spec, dialect) => {
    expect(readSpec(spec, dialect)).toStrictEqual({ kind: "prefix", major: 24 });
  });

  test("leaves the name to those that do not write it", () => {
    expect(readSpec("node@", "volta")).toStrictEqual({ kind: "lts", back: 0 });
    expect(errorOf(() => readSpec("node@24", "nvm"))).toMatchObject({ code: "ERR_RELEASE_SPEC" });
    expect(errorOf(() => readSpec("npm@24", "nodewright"))).toMatchObject({ code: "ERR_RELEASE_SPEC" });
  });

  test("refuses a text of any length at once", () => {
    expect(errorOf(() => readSpec("1".repeat(100_000), "engines")).message.length).toBeLessThan(120);
  });

  test.each(["yarn", "constructor", ""])(
    "throws a TypeError for the dialect %j, which is none",
    (dialect) => {
      // @ts-expect-error what a caller without types may pass
      expect(() => readSpec("22", dialect)).toThrow(TypeError);
    },
  );
});
