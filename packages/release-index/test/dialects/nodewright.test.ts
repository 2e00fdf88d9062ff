import { expect, test } from "vitest";
import { readNodewright } from "../../src/dialects/nodewright.js";
import { type Cell, expectCell } from "./resolve-cells.js";

test.each<Cell>([
  ["22.11.0", "v22.11.0"],
  ["v22.11.0", "v22.11.0"],
  ["22", "v22.23.2"],
  ["v22.1", "v22.1.0"],
  ["0.12", "v0.12.18"],
  ["0", "v0.12.18"],
  ["22.x", "v22.23.2"],
  ["22.X", "v22.23.2"],
  [">=20 <23", "v22.23.2"],
  ["^22.1", "v22.23.2"],
  ["20 || 22", "v22.23.2"],
  ["*", "v26.13.0"],
  ["x", "v26.13.0"],
  ["latest", "v26.13.0"],
  ["LATEST", "v26.13.0"],
  ["current", "v26.13.0"],
  ["node", "v26.13.0"],
  ["lts", "v26.13.0"],
  ["LTS", "v26.13.0"],
  ["lts/*", "v26.13.0"],
  ["lts/-1", "v24.22.0"],
  ["lts/-2", "v22.23.2"],
  ["lts/jod", "v22.23.2"],
  ["lts/JOD", "v22.23.2"],
  ["LTS/Jod", "v22.23.2"],
  ["Jod", "v22.23.2"],
  ["alpha", "v27.0.0-alpha.0.1.1"],
  ["nightly", "v27.0.0-nightly20261101aaaaaaaaaa"],
  ["nightly/24", "v24.0.0-nightly20250402bbbbbbbbbb"],
  ["nightly/v24.0", "v24.0.0-nightly20250402bbbbbbbbbb"],
  ["nightly/24.0.0", "v24.0.0-nightly20250402bbbbbbbbbb"],
  ["nightly/latest", "v27.0.0-nightly20261101aaaaaaaaaa"],
  ["nightly/v24.0.0-nightly20250401cccccccccc", "v24.0.0-nightly20250401cccccccccc"],
  ["24.0.0-nightly20250401cccccccccc", "v24.0.0-nightly20250401cccccccccc"],
  ["rc", "v19.0.0-rc.2"],
  ["rc/19", "v19.0.0-rc.2"],
  ["v8-canary", "v24.0.0-v8-canary20250101eeeeeeeeee"],
  ["27.0.0-alpha.0.1.0", "v27.0.0-alpha.0.1.0"],
  ["", { refused: "neither a version, a range nor a word" }],
  ["stable", { refused: "newest release in nvm and the newest LTS release in n" }],
  ["supported", { refused: "every supported line in nv" }],
  ["system", { refused: "outside a version manager" }],
  ["iojs", { refused: "io.js" }],
  ["lts/", { refused: "neither *, a codename" }],
  ["lts/-0", { refused: "neither *, a codename" }],
  ["lts/22", { refused: "neither *, a codename" }],
  ["nightly/foo", { refused: "not a version of the channel nightly" }],
  ["nightly/19.0.0-rc.1", { refused: "not a version of the channel nightly" }],
  ["node22", { refused: "neither a version, a range nor a word" }],
  ["22.11.0.1", { refused: "neither a version, a range nor a word" }],
  ["../22", { refused: "neither a version, a range nor a word" }],
  ["foo", { refused: "the index has none" }],
])("readNodewright: %j is %j", (...cell) => {
  expectCell("nodewright", cell);
});

test("readNodewright keeps chakracore's versions apart from Node.js's own", () => {
  expect(readNodewright("chakracore-8.1.2")).toMatchObject({ version: { channel: "chakracore-release" } });
});
