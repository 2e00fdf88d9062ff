import { expect, test } from "vitest";
import { pkgBuilds } from "../../src/dialects/pkg-builds.generated.js";
import { compareVersions } from "../../src/index.js";
import { type Cell, expectCell } from "./resolve-cells.js";

// By lib/index.ts and lib/system.ts of yao-pkg/pkg-fetch. v24.22.0 and v22.11.0 are not among its builds.
test.each<Cell>([
  ["node22", "v22.23.2"],
  ["node22.23.2", "v22.23.2"],
  ["node22.x", "v22.23.2"],
  ["node20||22", "v22.23.2"],
  ["node20", "v20.20.2"],
  ["node26", "v26.7.0"],
  ["latest", "v26.7.0"],
  ["node", { refused: "No available node version satisfies 'v'" }],
  ["node24", { refused: "the index has none" }],
  ["node22.11.0", { refused: "the index has none" }],
  ["node23", { refused: "the index has none" }],
  ["m83", { refused: "the index has none" }],
  ["57", { refused: "the index has none" }],
  ["m127", { refused: "nodeRange must start with 'node'" }],
  ["22", { refused: "nodeRange must start with 'node'" }],
  ["v22", { refused: "nodeRange must start with 'node'" }],
  [">=20 <23", { refused: "nodeRange must start with 'node'" }],
  ["lts", { refused: "nodeRange must start with 'node'" }],
  ["lts/jod", { refused: "nodeRange must start with 'node'" }],
  ["current", { refused: "nodeRange must start with 'node'" }],
  ["node>=20", { refused: "No available node version satisfies 'v>=20'" }],
  ["node^22", { refused: "No available node version satisfies 'v^22'" }],
  ["nodefoo", { refused: "No available node version satisfies 'vfoo'" }],
  ["node20 - 22", { refused: "split at each -" }],
  ["host", { refused: "the Node.js that runs pkg" }],
  ["", { refused: "nodeRange must start with 'node'" }],
])("readPkg: %j is %j", (...cell) => {
  expectCell("pkg", cell);
});

test("pkgBuilds are versions, newest first", () => {
  const sorted = [...pkgBuilds].sort((a, b) => compareVersions(b, a));
  expect(pkgBuilds).toStrictEqual(sorted);
  expect(pkgBuilds.length).toBeGreaterThanOrEqual(10);
});
