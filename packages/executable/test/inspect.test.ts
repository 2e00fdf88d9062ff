import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { inspect } from "../src/index.js";

describe("inspect()", () => {
  it("says what the running Node.js is, from its path and from its bytes alike", async () => {
    const info = await inspect(process.execPath);
    expect(info).toMatchObject({ kind: "executable", os: process.platform, arch: process.arch });
    expect(await inspect(await readFile(process.execPath))).toEqual(info);
  });
});
