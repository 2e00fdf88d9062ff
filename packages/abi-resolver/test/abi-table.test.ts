import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import { type AbiTable, createAbiTable } from "../src/abi-table.js";
import { AbiError } from "../src/errors.js";
import type { AbiRow } from "../src/merge-rows.js";
import { hasCorpus, nightlyRows, releaseRows, tabRows } from "./corpus.js";

describe("createAbiTable", () => {
  test("without rows answers from the snapshot", () => {
    expect(createAbiTable().resolveAbi({ version: "v22.11.0" })).toEqual({
      runtime: "node",
      version: "22.11.0",
      abi: "127",
      source: "snapshot",
      reason: "Node.js has ABI 127 from 22.0.0 on.",
      napi: 9,
    });
  });

  test("answers what a row states, for that very version", () => {
    const table = createAbiTable([{ version: "v27.0.0-alpha.0.1.1", modules: "149", date: "2026-11-16" }]);
    expect(table.resolveAbi({ version: "27.0.0-alpha.0.1.1" })).toMatchObject({
      abi: "149",
      source: "index",
    });
    expect(table.resolveAbi({ version: "27.0.0-alpha.0.2.0" })).toMatchObject({
      abi: null,
      source: "unknown",
    });
  });

  test("learns a line that the snapshot does not know, and its later releases", () => {
    const table = createAbiTable([{ version: "v28.0.0", modules: "160" }]);
    expect(table.getAbi("28.0.0")).toBe("160");
    expect(table.getAbi("28.4.1")).toBe("160");
    expect(table.resolveAbi({ version: "28.1.0-rc.1" })).toMatchObject({ abi: "160", source: "index" });
    expect(table.resolveAbi({ version: "28.0.0-rc.1" })).toMatchObject({ abi: null });
    expect(table.resolveAbi({ version: "29.0.0" })).toMatchObject({ abi: null });
    expect(table.targetsOf("160")).toMatchObject([{ from: "28.0.0", before: "29.0.0-0", isReserved: false }]);
  });

  test("does not lend the line before to a line whose first row is x.1.0", () => {
    const table = createAbiTable([{ version: "v28.1.0", modules: "160" }]);
    expect(table.resolveAbi({ version: "28.0.0" }).abi).toBeNull();
    expect(table.getAbi("28.2.0")).toBe("160");
  });

  test("learns an in-major change of another runtime without touching Node.js", () => {
    const table = createAbiTable([
      { version: "45.0.0", modules: "150", runtime: "electron" },
      { version: "45.0.5", modules: "152", runtime: "electron" },
    ]);
    expect(table.getAbi("45.0.4", "electron")).toBe("150");
    expect(table.getAbi("45.1.0", "electron")).toBe("152");
    expect(table.resolveAbi({ version: "45.0.5-beta.1", runtime: "electron" }).abi).toBeNull();
    expect(table.targetsOf("152")).toEqual([]);
  });

  test("dates itself by its newest row, never before the snapshot", () => {
    const dated = (date: string) => createAbiTable([{ version: "28.0.0", modules: "160", date }]).dataDate;
    expect(dated("2031-02-03")).toBe("2031-02-03");
    expect(dated("2015-01-01")).toBe(createAbiTable().dataDate);
    expect(dated("soon")).toBe(createAbiTable().dataDate);
  });

  test("getAbi throws ERR_ABI_UNKNOWN with the reason", () => {
    expect(() => createAbiTable().getAbi("24.0.0-rc.1")).toThrow(
      expect.objectContaining({ code: "ERR_ABI_UNKNOWN", message: expect.stringContaining("not settled") }),
    );
  });

  test("never gives a pre-release of x.0.0 the ABI of the line before, whatever its name", () => {
    const table = createAbiTable();
    const tag = fc.oneof(
      fc.constantFrom(
        "rc.1",
        "alpha.0.1.1",
        "beta.2",
        "pre",
        "nightly20991231ffffffffff",
        "v8-canary20991231ff",
      ),
      fc.stringMatching(/^[a-z][a-z0-9]{0,6}(\.[1-9]\d{0,2})?$/),
    );
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 40 }), tag, (major, pre) => {
        const { abi } = table.resolveAbi({ version: `${major}.0.0-${pre}` });
        expect(abi).toBeNull();
      }),
    );
  });

  test("throws nothing but AbiError", () => {
    const table = createAbiTable();
    const text = fc.oneof(fc.string(), fc.stringMatching(/^v?\d{1,3}(\.\d{1,12}){0,3}(-[a-z0-9.]*)?$/));
    fc.assert(
      fc.property(
        text,
        fc.oneof(fc.string(), fc.constantFrom("node", "electron", "nw", "bun", "deno")),
        (version, runtime) => {
          for (const call of [
            () => table.resolveAbi({ version, runtime }),
            () => table.getAbi(version, runtime),
            () => table.targetsOf(version, runtime),
            () => table.abiTargets(runtime),
            () => table.napiVersions(version, runtime),
            () => createAbiTable([{ version, modules: version, runtime }]),
          ]) {
            try {
              call();
            } catch (error) {
              expect(error).toBeInstanceOf(AbiError);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test("takes the rows of an index as they are", () => {
    expectTypeOf<{
      version: string;
      date: string;
      files: string[];
      modules: string;
      lts: false;
    }>().toExtend<AbiRow>();
    expectTypeOf(createAbiTable([])).toEqualTypeOf<AbiTable>();
  });
});

describe.skipIf(!hasCorpus)(
  "createAbiTable on real indexes (skipped: no corpus beside the repository)",
  () => {
    test("the snapshot is exact on every release", () => {
      const table = createAbiTable();
      const rows = releaseRows();
      expect(rows).toHaveLength(860);
      const wrong = rows.filter(({ version, modules }) => table.resolveAbi({ version }).abi !== modules);
      expect(wrong).toEqual([]);
    });

    test("the snapshot is exact on every nightly it was made from", () => {
      const table = createAbiTable();
      const wrong = nightlyRows().filter(
        ({ version, modules }) => table.resolveAbi({ version }).abi !== modules,
      );
      expect(wrong).toEqual([]);
    });

    test("a table made of half the nightlies is exact on them, and null or right on the other half", () => {
      const rows = nightlyRows();
      const known = rows.filter((_, i) => i % 2 === 0);
      const table = createAbiTable(known);
      for (const { version, modules } of known)
        expect(table.resolveAbi({ version })).toMatchObject({ abi: modules, source: "index" });
      for (const { version, modules } of rows)
        expect([null, modules]).toContain(table.resolveAbi({ version }).abi);
    });

    test("the rows of index.tab alone give every release between them", () => {
      const table = createAbiTable(tabRows("index.tab"));
      const wrong = releaseRows().filter(
        ({ version, modules }) => table.resolveAbi({ version }).abi !== modules,
      );
      expect(wrong).toEqual([]);
    });
  },
);
