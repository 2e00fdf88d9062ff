import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readLog } from "../src/read-log.js";
import { temporaryFolder } from "./support/farms.js";

it("gives a short log whole", async () => {
  const path = join(temporaryFolder(), "a.log");
  writeFileSync(path, "one\ntwo\n");
  expect(await readLog(path, { seekError: true })).toEqual({
    tail: "one\ntwo\n",
    isWhole: true,
    firstError: undefined,
  });
});

it("gives whole lines of a long one's end, and the first error of all of it", async () => {
  const path = join(temporaryFolder(), "a.log");
  const lines = Array.from({ length: 40_000 }, (_, at) => `line ${at + 1} of ünicode`);
  writeFileSync(path, `first\na.cc:1: error: no\n${lines.join("\n")}\nerror: later\n`);
  const log = await readLog(path, { seekError: true });
  expect(log?.firstError).toEqual({ line: 2, text: "a.cc:1: error: no" });
  expect(log?.isWhole).toBe(false);
  expect(log?.tail).toMatch(/^line \d+ of ünicode\n[\s\S]*\nline 40000 of ünicode\nerror: later\n$/);
  expect((await readLog(path, { seekError: false }))?.firstError).toBeUndefined();
});

it("gives nothing where there is none", async () => {
  expect(await readLog(join(temporaryFolder(), "none.log"), { seekError: true })).toBeUndefined();
});
