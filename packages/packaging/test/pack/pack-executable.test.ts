import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { writeArchive } from "@nodewright/app-archive";
import { expect, it } from "vitest";
import { namedBase } from "../../src/base/named-base.js";
import { packExecutable } from "../../src/pack/pack-executable.js";
import { scratch } from "../support/scratch.js";

const base = await namedBase(process.execPath);
const text = "console.log(process.execArgv.join(), process.argv.slice(2).join())";
const archive = writeArchive({
  files: [{ path: "a/app.cjs", bytes: Buffer.from(text) }],
  entry: "a/app.cjs",
});

it("makes an executable that runs, with the app's own options of Node.js", async () => {
  const output = join(scratch(), "new", "app");
  const made = await packExecutable({ base, archive, output, execArgv: ["--no-warnings"] });
  expect(made.sizeBytes).toBeGreaterThan(1e6);
  const { stdout, stderr } = spawnSync(output, ["x"], { encoding: "utf8" });
  expect({ stdout, stderr }).toEqual({ stdout: "--no-warnings x\n", stderr: "" });
});

it("does not write over a folder", async () => {
  const output = scratch();
  await expect(packExecutable({ base, archive, output })).rejects.toMatchObject({
    code: "ERR_PACKAGING_OUTPUT",
  });
});
