import { test } from "vitest";
import { type Cell, expectCell } from "./resolve-cells.js";

// By src/user_version.rs, src/version.rs and src/lts.rs of Schniz/fnm.
test.each<Cell>([
  ["22", "v22.23.2"],
  ["v22", "v22.23.2"],
  ["22.1", "v22.1.0"],
  ["22.11.0", "v22.11.0"],
  ["V22.11.0", "v22.11.0"],
  ["22.x", "v22.23.2"],
  ["22.x.x", "v22.23.2"],
  ["22.1.x", "v22.1.0"],
  ["lts/*", "v26.13.0"],
  ["lts-*", "v26.13.0"],
  ["lts-latest", "v26.13.0"],
  ["lts/latest", "v26.13.0"],
  ["--lts", "v26.13.0"],
  ["--latest", "v26.13.0"],
  ["lts/jod", "v22.23.2"],
  ["lts/JOD", "v22.23.2"],
  ["LTS-Jod", "v22.23.2"],
  ["lts/-1", { refused: "the LTS line -1" }],
  ["lts/jo", { refused: "the LTS line jo" }],
  ["lts", { refused: "name of an alias" }],
  ["latest", { refused: "name of an alias" }],
  ["node", { refused: "name of an alias" }],
  ["current", { refused: "name of an alias" }],
  ["jod", { refused: "name of an alias" }],
  [">=20 <23", { refused: "name of an alias" }],
  ["^22", { refused: "name of an alias" }],
  ["*", { refused: "name of an alias" }],
  ["nightly", { refused: "name of an alias" }],
  ["iojs", { refused: "name of an alias" }],
  ["system", { refused: "outside fnm" }],
  ["22foo", { refused: "not a version" }],
  ["22 || 24", { refused: "not a version" }],
  ["", { refused: "name of an alias" }],
])("readFnm: %j is %j", (...cell) => {
  expectCell("fnm", cell);
});
