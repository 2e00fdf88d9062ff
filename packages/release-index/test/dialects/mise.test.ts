import { test } from "vitest";
import { type Cell, expectCell } from "./resolve-cells.js";

// What mise 2026.9.15 answers over the same rows; lts/* as it reads it in .nvmrc.
test.each<Cell>([
  ["22", "v22.23.2"],
  ["v22", "v22.23.2"],
  ["22.1", "v22.1.0"],
  ["22.11.0", "v22.11.0"],
  ["v22.11.0", "v22.11.0"],
  ["prefix:22", "v22.23.2"],
  ["0.12", "v0.12.18"],
  ["latest", "v26.13.0"],
  ["lts", "v26.13.0"],
  ["lts/*", "v26.13.0"],
  ["lts/jod", "v22.23.2"],
  ["lts-jod", "v22.23.2"],
  ["lts/krypton", "v24.22.0"],
  ["lts/lithium", { refused: "not in mise's list of LTS names" }],
  ["lts/Jod", { refused: "not in mise's list of LTS names" }],
  ["lts/-1", { refused: "not in mise's list of LTS names" }],
  ["22.x", { refused: "ranges only in package.json" }],
  [">=20 <23", { refused: "ranges only in package.json" }],
  ["^22", { refused: "ranges only in package.json" }],
  ["jod", { refused: "no version begins with it" }],
  ["node", { refused: "no version begins with it" }],
  ["current", { refused: "no version begins with it" }],
  ["stable", { refused: "no version begins with it" }],
  ["nightly", { refused: "no version begins with it" }],
  ["iojs", { refused: "no version begins with it" }],
  ["", { refused: "no version begins with it" }],
  ["system", { refused: "outside mise" }],
  ["ref:main", { refused: "not a release" }],
  ["sub-1:lts", { refused: "not a release" }],
  ["99", { refused: "the index has none" }],
])("readMise: %j is %j", (...cell) => {
  expectCell("mise", cell);
});
