import { expect, test } from "vitest";
import { checkSpot, describeSpot, suggestFor } from "../../src/topics/topics.js";
import { knowledge, spotOf } from "../support.js";

test("a word is asked about by its topic", () => {
  const spot = spotOf({ kind: "pkg-target" }, "node18-linux-x64");
  expect(checkSpot(spot, knowledge)).toHaveLength(1);
  expect(describeSpot(spot, knowledge)).toContain("Node.js 18");
  expect(suggestFor(spot.topic, "", knowledge).length).toBeGreaterThan(10);
});
