import { test } from "vitest";
import { type Cell, expectCell } from "./resolve-cells.js";

// By crates/volta-core/src/version and tool/node/resolve.rs of volta-cli/volta.
test.each<Cell>([
  ["22", "v22.23.2"],
  ["v22", "v22.23.2"],
  ["22.1", "v22.1.0"],
  ["22.11.0", "v22.11.0"],
  ["22.x", "v22.23.2"],
  [">=20 <23", "v22.23.2"],
  ["20 || 22", "v22.23.2"],
  ["*", "v26.13.0"],
  ["latest", "v26.13.0"],
  ["lts", "v26.13.0"],
  ["", "v26.13.0"],
  ["lts/*", { refused: "no other tags than lts and latest" }],
  ["lts/jod", { refused: "no other tags than lts and latest" }],
  ["lts/-1", { refused: "no other tags than lts and latest" }],
  ["jod", { refused: "no other tags than lts and latest" }],
  ["LTS", { refused: "no other tags than lts and latest" }],
  ["current", { refused: "no other tags than lts and latest" }],
  ["node", { refused: "no other tags than lts and latest" }],
  ["stable", { refused: "no other tags than lts and latest" }],
  ["nightly", { refused: "no other tags than lts and latest" }],
])("readVolta: %j is %j", (...cell) => {
  expectCell("volta", cell);
});
