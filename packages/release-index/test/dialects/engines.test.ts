import { describe, test } from "vitest";
import { type Cell, expectCell } from "./resolve-cells.js";

describe.each(["engines", "devEngines"] as const)("%s", (dialect) => {
  test.each<Cell>([
    [">=20 <23", "v22.23.2"],
    ["^22.1", "v22.23.2"],
    ["~22.1", "v22.1.0"],
    ["22", "v22.23.2"],
    ["v22", "v22.23.2"],
    ["22.11.0", "v22.11.0"],
    [">= 20", "v26.13.0"],
    ["20 || >=24", "v26.13.0"],
    ["*", "v26.13.0"],
    ["", "v26.13.0"],
    ["latest", { refused: "a semver range" }],
    ["lts", { refused: "a semver range" }],
    ["lts/jod", { refused: "a semver range" }],
    ["node", { refused: "a semver range" }],
    [">=99", { refused: "the index has none" }],
  ])("%j is %j", (...cell) => {
    expectCell(dialect, cell);
  });
});
