import { join } from "node:path";
import { expect, it } from "vitest";
import { recordRun } from "../../src/trace/record-run.js";
import { traceApp } from "../../src/trace/trace-app.js";
import { project } from "../support/project.js";

const { env } = process;
const command = `"${process.execPath}" app.js`;

it("tells the files that an app uses by names that it makes up", async () => {
  const folder = project({
    "app.js": `const fs = require("fs"), [a, b] = ["a", "b"];
      fs.readFileSync(a + ".txt"); require("./" + b); import("./" + "c" + ".mjs");
      fs.promises.readFile("d.txt"); fs.existsSync("e.txt");`,
    "a.txt": "",
    "b.js": 'require("node:child_process").execFileSync(process.execPath, ["child.js"])',
    "c.mjs": "",
    "child.js": "",
    "d.txt": "",
    "e.txt": "",
  });
  const seen = await recordRun({ command, folder, env });
  const names = ["a.txt", "app.js", "b.js", "c.mjs", "child.js", "d.txt"];
  expect(seen).toEqual(names.map((name) => join(folder, name)));
  const { files } = await traceApp({ entry: "app.js", folder, seen });
  expect(files.map(({ path }) => path)).toEqual(
    expect.arrayContaining(names.map((name) => `project/${name}`)),
  );
});

it("says so where nothing was recorded", async () => {
  const folder = project({ "app.js": "" });
  const refused = recordRun({ command: "exit 0", folder, env });
  await expect(refused).rejects.toMatchObject({ code: "ERR_ARCHIVE_RECORD" });
});
