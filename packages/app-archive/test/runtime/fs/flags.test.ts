import { constants } from "node:fs";
import { expect, it } from "vitest";
import { isForMaking, isForWriting } from "../../../src/runtime/fs/flags.js";

const { O_RDONLY, O_WRONLY, O_RDWR, O_CREAT } = constants;

it.each([
  [undefined, false, false],
  ["r", false, false],
  ["rs", false, false],
  ["r+", true, false],
  ["rs+", true, false],
  ["w", true, true],
  ["wx+", true, true],
  ["a", true, true],
  ["ax", true, true],
  [O_RDONLY, false, false],
  [O_WRONLY, true, false],
  [O_RDWR | O_CREAT, true, true],
])("%j writes: %j, makes: %j", (flags, writes, makes) => {
  expect([isForWriting(flags), isForMaking(flags)]).toEqual([writes, makes]);
});
