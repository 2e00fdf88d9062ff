import { expect, test } from "vitest";
import { isColorful } from "../src/color.js";

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: "1" }, false],
  [true, { NO_COLOR: "" }, true],
  [true, { TERM: "dumb" }, false],
  [false, { FORCE_COLOR: "1" }, true],
  [true, { FORCE_COLOR: "0" }, false],
  [false, { FORCE_COLOR: "1", NO_COLOR: "1" }, false],
])("isColorful(): terminal %s with %j is %s", (isTTY, env, expected) => {
  expect(isColorful({ isTTY, write: () => {} }, env)).toBe(expected);
});
