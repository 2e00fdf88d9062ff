import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { traceApp } from "@nodewright/app-archive/trace";
import { expect, it } from "vitest";
import { namedBase } from "../../src/base/named-base.js";
import { openPacked } from "../../src/made/open-packed.js";
import { packApp } from "../../src/pack/pack-app.js";
import { scratch } from "../support/scratch.js";

it("packs a traced app for each base, with the change that is asked for", async () => {
  const folder = scratch({ "app.cjs": 'console.log(require("./b.cjs"))', "b.cjs": "module.exports = 1" });
  const trace = await traceApp({ entry: "app.cjs", folder });
  const base = await namedBase(process.execPath);
  const outputs = ["one", "two"].map((name) => join(folder, "out", name));
  const seen: string[] = [];
  const packed = await packApp({
    trace,
    app: { name: "app" },
    packager: "1.0.0",
    embedsSbom: true,
    wanted: outputs.map((output) => ({ base, output })),
    change: async (files) =>
      files.map((file) =>
        file.path.endsWith("b.cjs") ? { ...file, bytes: Buffer.from("module.exports = 2") } : file,
      ),
    onPacked: ({ output }) => void seen.push(output),
  });
  expect(seen).toEqual(outputs);
  expect(packed.map(({ files, swaps }) => [files.length, swaps.length])).toEqual([
    [2, 0],
    [2, 0],
  ]);
  const { provenance, sbom } = await openPacked(outputs[0] ?? "");
  expect(provenance).toEqual(packed[0]?.provenance);
  expect(JSON.parse(sbom ?? "")).toEqual(packed[0]?.sbom);
  for (const output of outputs) expect(spawnSync(output, { encoding: "utf8" }).stdout).toBe("2\n");
});
