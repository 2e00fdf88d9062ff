import { test } from "vitest";
import { type Cell, expectCell } from "./resolve-cells.js";

// What @pkgjs/nv 0.3.0 answers over the same rows and schedule on 2026-11-20, newest first.
test.each<Cell>([
  ["lts_active", ["v26.13.0"]],
  ["", ["v26.13.0"]],
  ["lts", ["v26.13.0", "v24.22.0", "v22.23.2"]],
  ["lts_latest", ["v26.13.0"]],
  ["lts/*", ["v26.13.0"]],
  ["supported", ["v26.13.0", "v25.9.0", "v24.22.0", "v22.23.2"]],
  ["maintained", ["v26.13.0", "v25.9.0", "v24.22.0", "v22.23.2"]],
  ["active", ["v26.13.0"]],
  ["current", ["v26.13.0"]],
  ["node", ["v26.13.0"]],
  ["v22", ["v22.23.2"]],
  ["V22", ["v22.23.2"]],
  ["v0", ["v0.12.18"]],
  ["22", ["v22.23.2", "v22.11.0", "v22.1.0"]],
  ["22.1", ["v22.1.0"]],
  ["22.x", ["v22.23.2", "v22.11.0", "v22.1.0"]],
  [">=20 <23", ["v22.23.2", "v22.11.0", "v22.1.0", "v20.20.2"]],
  ["22.11.0", ["v22.11.0"]],
  ["v22.11.0", ["v22.11.0"]],
  ["jod", ["v22.23.2"]],
  ["Jod", ["v22.23.2"]],
  ["lts/jod", { refused: "neither an alias nor a range" }],
  ["lts/-1", { refused: "neither an alias nor a range" }],
  ["latest", { refused: "neither an alias nor a range" }],
  ["stable", { refused: "the index has none" }],
  ["system", { refused: "the index has none" }],
  ["nightly", { refused: "the index has none" }],
])("readNv: %j is %j", (...cell) => {
  expectCell("nv", cell);
});

test("readNv: all is every release", () => {
  expectCell("nv", [
    "all",
    [
      "v26.13.0",
      "v26.9.0",
      "v26.7.0",
      "v25.9.0",
      "v24.22.0",
      "v24.21.0",
      "v24.10.0",
      "v23.11.1",
      "v22.23.2",
      "v22.11.0",
      "v22.1.0",
      "v20.20.2",
      "v4.9.1",
      "v0.12.18",
      "v0.11.16",
      "v0.10.48",
    ],
  ]);
});
