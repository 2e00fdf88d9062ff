import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { emptyCache, keepAnalyses, readAnalyses } from "../../src/trace/analysis-cache.js";
import { traceApp } from "../../src/trace/trace-app.js";
import { project } from "../support/project.js";

it("a second trace reads no installed script again, and finds the same; a changed one is read", async () => {
  const folder = project({
    "app.js": 'require("dep")',
    "node_modules/dep/package.json": "{}",
    "node_modules/dep/index.js": 'require("./one")',
    "node_modules/dep/one.js": "",
    "node_modules/dep/two.js": "",
  });
  const cacheFile = join(folder, "..", "cache", "trace.json");
  const trace = () => traceApp({ entry: "app.js", folder, cacheFile });
  const first = await trace();
  const kept = readFileSync(cacheFile, "utf8");
  expect(Object.keys(JSON.parse(kept).rows)).toEqual([
    join(folder, "node_modules/dep/index.js"),
    join(folder, "node_modules/dep/one.js"),
  ]);
  expect(await trace()).toEqual(first);
  // What is kept is what counts: it is not read again.
  writeFileSync(cacheFile, kept.replace("./one", "./two"));
  expect((await trace()).files.map(({ path }) => path)).toContain("project/node_modules/dep/two.js");
  writeFileSync(join(folder, "node_modules/dep/index.js"), 'require("./one"); //');
  expect((await trace()).files.map(({ path }) => path)).not.toContain("project/node_modules/dep/two.js");
});

it("a file that is none is as good as an empty one, and one that cannot be written is not written", async () => {
  const folder = project({ "a.json": "[1", "b.json": '{"schema":"0","rows":{"x":{}}}' });
  for (const name of ["a.json", "b.json", "c.json"]) {
    expect((await readAnalyses(join(folder, name))).analysisCache.size).toBe(0);
  }
  await keepAnalyses(join(folder, "a.json", "below", "x.json"), emptyCache());
});
