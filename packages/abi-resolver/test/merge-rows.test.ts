import { describe, expect, test } from "vitest";
import { mergeRows, readRows } from "../src/merge-rows.js";
import { snapshotOf } from "../src/snapshot.js";

const error = (part: string) =>
  expect.objectContaining({ code: "ERR_ABI_INVALID_ROW", message: expect.stringContaining(part) });

describe("readRows", () => {
  test("sorts by version, keeps the first of two and drops what states nothing", () => {
    const rows = readRows([
      { version: "v30.1.0", modules: "170" },
      { version: "30.0.0", modules: 170 },
      { version: "v30.0.0", modules: "171" },
      { version: "v0.1.14", modules: "-" },
      { version: "v0.1.15", modules: "" },
      { version: "v0.1.16", modules: null },
      { version: "v0.1.17" },
      { version: "50.0.0", modules: "0x00AA", runtime: "electron" },
    ]);
    expect(rows.get("node")?.map(({ version, abi }) => [version.minor, abi])).toEqual([
      [0, "170"],
      [1, "170"],
    ]);
    expect(rows.get("electron")?.map(({ abi }) => abi)).toEqual(["0x00AA"]);
  });

  test.each([
    [{ version: "latest", modules: "137" }, "latest"],
    [{ version: "v24.0.0", modules: "v137" }, "v24.0.0"],
    [{ version: "v24.0.0", modules: "137; rm" }, "v24.0.0"],
    [{ version: "v24.0.0", modules: -1 }, "v24.0.0"],
    [{ version: "v24.0.0", modules: 1.5 }, "v24.0.0"],
  ])("refuses %j", (row, part) => {
    expect(() => readRows([row])).toThrow(error(part));
  });

  test("refuses a row of an unknown runtime", () => {
    expect(() => readRows([{ version: "1.0.0", modules: "1", runtime: "python" }])).toThrow(
      expect.objectContaining({ code: "ERR_ABI_UNKNOWN_RUNTIME" }),
    );
  });
});

describe("mergeRows", () => {
  const node = snapshotOf("node");
  const merge = (rows: readonly { version: string; modules: string }[]) =>
    mergeRows(node, readRows(rows).get("node") ?? []);

  test("adds nothing for rows the snapshot already says", () => {
    const merged = merge([
      { version: "v22.0.0", modules: "127" },
      { version: "v22.11.0", modules: "127" },
    ]);
    expect(merged.abi).toEqual(node.abi);
  });

  test("replaces a reserved step by the released one", () => {
    const merged = merge([{ version: "v27.0.0", modules: "153" }]);
    expect(merged.abi).toHaveLength(node.abi.length);
    expect(merged.abi.at(-1)).toMatchObject({ value: "153", isReserved: false, isFromIndex: true });
  });

  test("adds one step for a new line, however many rows it has", () => {
    const merged = merge([
      { version: "v28.0.0", modules: "160" },
      { version: "v28.1.0", modules: "160" },
      { version: "v28.2.0", modules: "160" },
    ]);
    expect(merged.abi).toHaveLength(node.abi.length + 1);
  });

  test("keeps pre-releases apart from the steps and leaves the snapshot as it was", () => {
    const before = node.abi.length;
    const merged = merge([{ version: "v28.0.0-rc.1", modules: "159" }]);
    expect(merged.stated.get("28.0.0-rc.1")).toBe("159");
    expect(merged.abi).toEqual(node.abi);
    expect(node.abi).toHaveLength(before);
  });
});
