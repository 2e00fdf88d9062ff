import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Job } from "@nodewright/build-queue";
import { describe, expect, it } from "vitest";
import { firstError, logPath, openLog } from "../src/job-log.js";
import { temporaryFolder } from "./support/farms.js";

describe("logPath", () => {
  it("is one folder for all jobs of a push, one file for each", () => {
    const payload = {
      version: "v24.1.0",
      recipe: "musl",
      recipeDigest: "",
      revision: 1,
      date: "",
      lts: false,
      security: false,
    };
    const pathOf = (kind: string): string =>
      logPath({ id: 1, kind, payload, createdAt: new Date("2026-11-21T12:03:59Z") } as unknown as Job);
    expect(["source", "build", "validate", "promote"].map(pathOf)).toEqual([
      "logs/202611211203-v24.1.0/source.log",
      "logs/202611211203-v24.1.0/musl.log",
      "logs/202611211203-v24.1.0/musl.validate.log",
      "logs/202611211203-v24.1.0/musl.promote.log",
    ]);
  });
});

describe("openLog", () => {
  it("adds to what is there, without colours", async () => {
    const path = join(temporaryFolder(), "a/b.log");
    openLog(path).write("one\n");
    const log = openLog(path);
    log.write("\u001b[31mtwo\u001b[0m\n");
    expect(readFileSync(path, "utf8")).toBe("one\ntwo\n");
    expect(await log.digest()).toBe(createHash("sha256").update("one\ntwo\n").digest("hex"));
  });
});

describe("firstError", () => {
  it.each([
    ["make: all is well\n", undefined],
    ["a\n../deps/v8/x.cc:12:3: error: expected ';'\nmake: *** Error 2", 2],
    ["ld: undefined reference to `f'\n", 1],
    ["ok\ngzip: stdout: No space left on device\n", 2],
  ])("%j", (text, line) => {
    expect(firstError(text)?.line).toBe(line);
  });
});
