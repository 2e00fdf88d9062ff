import { expect, test } from "vitest";
import { targetName } from "../src/target-name.js";
import { musl } from "./support/fixtures.js";

test("targetName() is the canonical text", () => {
  expect(targetName(musl)).toBe("linux-x64-musl");
});
