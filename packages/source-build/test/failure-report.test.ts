import { existsSync, mkdirSync, writeSync } from "node:fs";
import { expect, test } from "vitest";
import { openLog } from "../src/build-log.js";
import { reportFailure } from "../src/failure-report.js";
import { makeScratch, recorder } from "./support/build.js";

function report({ isEmpty = false, logged = "", triesBinary = false, isTTY = false }) {
  const scratch = makeScratch();
  const buildPath = scratch.path("build");
  mkdirSync(buildPath);
  if (!isEmpty) scratch.write("build/file", "");
  const log = openLog(scratch.path("log"));
  writeSync(log.fd, logged);
  const sink = recorder();
  reportFailure(
    { write: sink.write, isTTY },
    { host: "Debian 13", version: "node-build 1", triesBinary, buildPath, log },
  );
  log.close();
  return { text: sink.text, buildPath, logPath: log.path };
}

test("names the tree, the log and its last lines", () => {
  const { text, buildPath, logPath } = report({ logged: `${"x\n".repeat(20)}last\n` });
  expect(text).toBe(
    `\nBUILD FAILED (Debian 13 using node-build 1)\n\nInspect or clean up the working tree at ${buildPath}\nResults logged to ${logPath}\n\nLast 10 log lines:\n${"x\n".repeat(9)}last\n`,
  );
});

test("advises to compile after a binary", () => {
  const advice = "Binary installation failed; try compiling from source with `--compile` flag\n\n";
  expect(report({ triesBinary: true }).text).toContain(`\n\n${advice}Inspect`);
});

test("removes an empty tree and says nothing of it", () => {
  const { text, buildPath } = report({ isEmpty: true, logged: "x\n" });
  expect(text).toBe("\nBUILD FAILED (Debian 13 using node-build 1)\n\n");
  expect(existsSync(buildPath)).toBe(false);
});

test("says nothing of an empty log, and colours on a terminal", () => {
  expect(report({}).text).not.toContain("Results logged");
  expect(report({ isTTY: true, logged: "x\n" }).text).toContain("\u001b[1mBUILD FAILED\u001b[m");
});
