import { expect, test } from "vitest";
import { prepareIndex } from "../src/index.js";
import { reasonOf } from "../src/resolve-reason.js";
import { rows } from "./rows.js";
import { target } from "./targets.js";

const index = prepareIndex(rows);

function entry(version: string) {
  const found = index.byVersion.get(version);
  if (!found) throw new Error(version);
  return found;
}

test.each([
  [
    {
      spec: "24.21.0",
      dialect: "nodewright",
      meaning: { kind: "prefix", major: 24 },
      entry: { ...entry("v24.21.0"), row: { ...entry("v24.21.0").row, date: "" } },
      index,
    },
    '"24.21.0" means the newest release of v24: v24.21.0 (LTS "Krypton").',
  ],
  [
    { spec: "lts", dialect: "n", meaning: { kind: "lts", back: 0 }, entry: entry("v24.21.0"), index },
    '"lts" in n means the newest release with long-term support: v24.21.0 (LTS "Krypton") of 2026-09-07.',
  ],
  [
    {
      spec: ">=22",
      dialect: "nodewright",
      meaning: { kind: "range", range: ">=22" },
      entry: entry("v22.23.2"),
      index,
      target: target("linux-armv7-glibc"),
      passedOver: entry("v26.7.0"),
    },
    '">=22" means the newest release in the range >=22: v22.23.2 (LTS "Jod") of 2026-07-29. ' +
      "v26.7.0 is newer but has no build for linux-armv7-glibc.",
  ],
  [
    {
      spec: "26",
      dialect: "nodewright",
      meaning: { kind: "prefix", major: 26 },
      entry: entry("v26.13.0"),
      index,
      target: target("linux-x64-musl"),
    },
    '"26" means the newest release of v26: v26.13.0 (LTS "Lithium") of 2026-10-28. ' +
      "The index does not tell whether it was built for linux-x64-musl; v26.9.0 was built for it.",
  ],
] as const)("reasonOf %#", (parts, reason) => {
  expect(reasonOf(parts)).toBe(reason);
});
