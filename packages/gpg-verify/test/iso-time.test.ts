import { expect, test } from "vitest";
import { toIso } from "../src/iso-time.js";

test("toIso() writes seconds without fractions", () => {
  expect(toIso(0)).toBe("1970-01-01T00:00:00Z");
  expect(toIso(1_785_947_078)).toBe("2026-08-05T16:24:38Z");
});
