import { writeSync } from "node:fs";
import { expect, test } from "vitest";
import { openLog } from "../src/build-log.js";
import { makeScratch, recorder } from "./support/build.js";

test("follow prints what is logged, to the last line", () => {
  const log = openLog(makeScratch().path("log"));
  const sink = recorder();
  log.follow(sink);
  writeSync(log.fd, "one\n");
  writeSync(log.fd, "x".repeat(200_000));
  log.close();
  expect(sink.text).toBe(`one\n${"x".repeat(200_000)}`);
});

test("tail gives the last lines", () => {
  const log = openLog(makeScratch().path("log"));
  writeSync(log.fd, Array.from({ length: 12 }, (_, index) => `${index}\n`).join(""));
  expect(log.tail(3)).toBe("9\n10\n11");
  log.close();
});
