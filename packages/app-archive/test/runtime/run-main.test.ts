import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { runMain } from "../../src/runtime/run-main.js";
import { inFolder, print, runBoth } from "../support/run-app.js";
import { volumeOf } from "../support/volume.js";

const { argv } = process;
afterEach(() => {
  process.argv = argv;
  Reflect.deleteProperty(process, "pkg");
});

it("runMain() runs a script of the system by its path", async () => {
  await inFolder((folder) => {
    const path = join(folder, "a.cjs");
    writeFileSync(path, "globalThis.ran = require.main === module;");
    process.argv = [...argv];
    runMain(volumeOf({ "a.js": "" }), path);
    expect(globalThis).toHaveProperty("ran", true);
    expect(process.argv[1]).toBe(path);
  });
});

it("runMain() makes an ES module the main one", async () => {
  const main = print("[import.meta.main, typeof process.mainModule, process.argv.slice(1)]");
  const { packed, plain } = await runBoth({ files: { "main.mjs": main }, entry: "main.mjs" });
  expect(packed).toEqual(plain);
});
