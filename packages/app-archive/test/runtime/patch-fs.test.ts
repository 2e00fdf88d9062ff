import { describe, expect, it } from "vitest";
import { print, runApp } from "../support/run-app.js";

describe("serveFiles()", () => {
  it("reads its files with fs, and those of the system as before", async () => {
    const files = {
      "main.mjs": `import fs, { readFileSync } from "node:fs";
        import { readdir, readFile, stat } from "node:fs/promises";
        const here = new URL("./assets/", import.meta.url);
        const text = readFileSync(new URL("a.txt", here), "utf8");
        const code = (run) => { try { run(); return "none"; } catch (error) { return error.code; } };
        const info = fs.statSync(new URL("a.txt", here));
        const called = await new Promise((resolve) => fs.readFile(new URL("a.txt", here), (_error, bytes) => resolve(bytes.length)));
        ${print(`[text, (await readFile(new URL("a.txt", here))).length, called, await readdir(here), info.isFile(), info.size,
          (await stat(here)).isDirectory(), fs.existsSync(new URL("none", here)), fs.existsSync(here),
          code(() => readFileSync(new URL("none", here))), code(() => readFileSync(here)),
          code(() => fs.readdirSync(new URL("a.txt", here))), fs.existsSync(process.execPath), typeof fs.realpathSync.native]`)}`,
      "assets/a.txt": "grüße",
      "assets/b/c.txt": "c",
    };
    expect(await runApp(files, "main.mjs")).toEqual([
      ...["grüße", 7, 7, ["a.txt", "b"], true, 7, true, false, true],
      ...["ENOENT", "EISDIR", "ENOTDIR", true, "function"],
    ]);
  });
});
