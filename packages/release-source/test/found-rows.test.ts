import { describe, expect, it, test } from "vitest";
import { npmOfLine, rowsOfFound } from "../src/found-rows.js";
import { row } from "./support/fixtures.js";

const known = [
  row("v26.3.0", { lts: false, npm: "11.9.0", modules: "147" }),
  row("v24.2.0", { npm: "11.2.0" }),
  row("v24.1.0", { npm: "11.1.0" }),
  row("v24.0.0", { lts: false, npm: "11.0.0" }),
  row("v0.12.5", { lts: false, npm: "2.0.0" }),
];

const files = ["linux-x64"];

function found(version: string, date?: string): unknown {
  return rowsOfFound([{ version, files, date }], known)[0];
}

describe("rowsOfFound", () => {
  it("takes a known row, with the files that were found", () => {
    expect(found("v24.1.0")).toEqual(row("v24.1.0", { npm: "11.1.0", files }));
  });

  it("infers LTS and ABI of an unknown release from the line before it, and not npm", () => {
    expect(found("v24.9.0", "2026-12-01")).toEqual({
      version: "v24.9.0",
      date: "2026-12-01",
      files,
      modules: "137",
      lts: "Krypton",
      security: false,
    });
  });

  it.each([
    ["v26.9.0", false],
    ["v0.12.9", false],
    ["v30.0.0", false],
    ["v24.0.1", false],
  ])("does not call %s LTS before its line is", (version, lts) => {
    expect(found(version)).toMatchObject({ version, lts, date: "" });
  });

  it("sorts newest first, by number", () => {
    const versions = ["v24.9.0", "v24.10.0", "v26.1.0", "v8.0.0"].map((version) => ({ version, files }));
    expect(rowsOfFound(versions, []).map(({ version }) => version)).toEqual([
      "v26.1.0",
      "v24.10.0",
      "v24.9.0",
      "v8.0.0",
    ]);
  });
});

test.each([
  ["v24.9.0", "11.2.0"],
  ["v24.1.5", "11.1.0"],
  ["v25.0.0", undefined],
  ["v0.12.9", "2.0.0"],
  ["v0.11.9", undefined],
])("npmOfLine(%s) is %s", (version, expected) => {
  expect(npmOfLine(version, known)).toBe(expected);
});

test("npmOfLine() passes over rows that name none", () => {
  expect(npmOfLine("v24.9.0", [row("v24.3.0", { npm: null }), ...known])).toBe("11.2.0");
});
