import { expect, test } from "vitest";
import { readN } from "../../src/dialects/n.js";
import { errorOf } from "../error-of.js";
import { type Cell, expectCell } from "./resolve-cells.js";

// What n 10.2.0 answers over the same rows.
test.each<Cell>([
  ["22", "v22.23.2"],
  ["v22", "v22.23.2"],
  ["22.1", "v22.1.0"],
  ["22.11.0", "v22.11.0"],
  ["node/22.11.0", "v22.11.0"],
  ["0.12", "v0.12.18"],
  ["latest", "v26.13.0"],
  ["current", "v26.13.0"],
  ["active", "v26.13.0"],
  ["supported", "v26.13.0"],
  ["lts", "v26.13.0"],
  ["stable", "v26.13.0"],
  ["lts_active", "v26.13.0"],
  ["lts_latest", "v26.13.0"],
  ["jod", "v22.23.2"],
  ["Jod", "v22.23.2"],
  ["lithium", "v26.13.0"],
  ["nightly", "v27.0.0-nightly20261101aaaaaaaaaa"],
  ["nightly/latest", "v27.0.0-nightly20261101aaaaaaaaaa"],
  ["nightly/current", "v27.0.0-nightly20261101aaaaaaaaaa"],
  ["nightly/24", "v24.0.0-nightly20250402bbbbbbbbbb"],
  ["nightly/v24.0.0", "v24.0.0-nightly20250402bbbbbbbbbb"],
  ["nightly/24.0.0-nightly20250401", "v24.0.0-nightly20250401cccccccccc"],
  ["nightly/v24.0.0-nightly20250401cccccccccc", "v24.0.0-nightly20250401cccccccccc"],
  ["rc/19", "v19.0.0-rc.2"],
  ["rc/19.0.0-rc.1", "v19.0.0-rc.1"],
  ["v8-canary", "v24.0.0-v8-canary20250101eeeeeeeeee"],
  ["release", "v26.13.0"],
  ["release/22", "v22.23.2"],
  ["release/22.11.0", "v22.11.0"],
  ["JOD", { refused: "invalid version 'JOD'" }],
  ["magnesium", { refused: "invalid version" }],
  ["node", { refused: "invalid version" }],
  ["node/22", { refused: "invalid version" }],
  ["system", { refused: "invalid version" }],
  ["iojs", { refused: "invalid version" }],
  ["alpha", { refused: "invalid version" }],
  ["nightly/24/1", { refused: "invalid version" }],
  ["lts/*", { refused: "only in .nvmrc" }],
  ["lts/jod", { refused: "only in .nvmrc" }],
  ["22.x", { refused: "only in the engines" }],
  [">=20 <23", { refused: "only in the engines" }],
  ["auto", { refused: "the version files of the working directory" }],
  ["engine", { refused: "the version files of the working directory" }],
  ["nightly/99", { refused: "the index has none" }],
  ["22.99", { refused: "the index has none" }],
])("readN: %j is %j", (...cell) => {
  expectCell("n", cell);
});

test.each([
  ["lts/*", "Use lts."],
  ["lts/jod", "Use jod."],
])("readN: the hint for %s is %s", (spec, hint) => {
  expect(errorOf(() => readN(spec)).hint).toBe(hint);
});
