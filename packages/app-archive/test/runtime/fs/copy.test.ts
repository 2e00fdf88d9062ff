import { expect, it } from "vitest";
import { print, runBoth } from "../../support/run-app.js";

const main = `import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
const from = join(import.meta.dirname, "data");
const to = fs.mkdtempSync(join(os.tmpdir(), "app-archive-copy-"));
const answers = {};
const tell = async (name, run) => {
  try { answers[name] = await run() ?? "done"; } catch ({ code }) { answers[name] = code; }
};
await tell("copyFile", () => { fs.copyFileSync(join(from, "run.sh"), join(to, "run.sh")); return [fs.readFileSync(join(to, "run.sh"), "utf8"), fs.statSync(join(to, "run.sh")).mode & 0o111]; });
await tell("exclusive", () => fs.copyFileSync(join(from, "run.sh"), join(to, "run.sh"), fs.constants.COPYFILE_EXCL));
await tell("promise", () => fs.promises.copyFile(join(from, "sub/a.txt"), join(to, "a.txt")));
await tell("callback", () => new Promise((resolve, reject) => fs.copyFile(join(from, "sub/a.txt"), join(to, "b.txt"), (error) => error ? reject(error) : resolve("done"))));
await tell("missing", () => fs.copyFileSync(join(from, "none"), join(to, "c.txt")));
await tell("cp", () => fs.cpSync(from, join(to, "tree"), { recursive: true, filter: (path) => !path.endsWith(".log") }));
await tell("cp again", () => fs.cpSync(join(from, "sub"), join(to, "tree", "sub"), { recursive: true, force: false, errorOnExist: true }));
await tell("cp of a folder", () => fs.cpSync(from, join(to, "other")));
await tell("cp promise", () => fs.promises.cp(join(from, "sub"), join(to, "more"), { recursive: true }));
answers.made = fs.readdirSync(to, { recursive: true }).sort();
fs.rmSync(to, { recursive: true });
${print("answers")}`;

it("files and folders are copied out of the volume as from a disk", async () => {
  const files = {
    "main.mjs": main,
    "data/run.sh": "#!/bin/sh\n",
    "data/noise.log": "",
    "data/sub/a.txt": "a",
    "data/sub/deep/b.txt": "b",
  };
  const { packed, plain } = await runBoth({ files, entry: "main.mjs" });
  expect(packed).toEqual(plain);
  expect(packed).toMatchObject({
    copyFile: ["#!/bin/sh\n", 0],
    made: expect.arrayContaining(["tree/sub/deep/b.txt"]),
  });
});
