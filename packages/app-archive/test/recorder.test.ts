import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { project } from "./support/project.js";

const recorder = fileURLToPath(import.meta.resolve("@nodewright/app-archive/recorder"));

it("writes down what is read, and leaves the app as it is", () => {
  const folder = project({
    "app.mjs": `import fs, { readFileSync } from "node:fs"; import { promisify } from "node:util";
      const file = new URL("a.txt", import.meta.url);
      console.log(readFileSync(file, "utf8"), await promisify(fs.readFile)(file, "utf8"), readFileSync.length);`,
    "a.txt": "text",
  });
  const record = join(folder, "record");
  const run = (...options: readonly string[]): string =>
    spawnSync(process.execPath, [...options, "app.mjs"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, NODEWRIGHT_RECORD: record },
    }).stdout;
  expect(run("--require", recorder)).toBe(run());
  expect(readFileSync(record, "utf8").split("\n")).toEqual(
    expect.arrayContaining(["a.txt", "app.mjs"].map((name) => join(folder, name))),
  );
});
