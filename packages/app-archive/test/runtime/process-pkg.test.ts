import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createProcessPkg } from "../../src/runtime/process-pkg.js";
import { inFolder, packApp, print, root, runApp, runIn } from "../support/run-app.js";
import { volumeOf } from "../support/volume.js";

describe("createProcessPkg()", () => {
  it.skipIf(process.platform === "win32")("resolves from the script that runs", () => {
    const pkg = createProcessPkg(volumeOf({ "main.js": "" }), "/snapshot/tools/a.js");
    expect(pkg).toMatchObject({ entrypoint: "/snapshot/tools/a.js", defaultEntrypoint: "/snapshot/main.js" });
    expect(pkg.path.resolve("..", "views")).toBe("/snapshot/views");
  });

  it("is process.pkg, in children and threads too", async () => {
    const tell = "[process.pkg.entrypoint, process.pkg.defaultEntrypoint]";
    const files = {
      "main.js": `const { fork } = require("child_process");
        const { Worker } = require("worker_threads");
        fork(__dirname + "/child.js").on("message", (child) => {
          new Worker(__dirname + "/thread.js").on("message", (thread) => { ${print(`[${tell}, child, thread]`)} });
        });`,
      "child.js": `process.send(${tell}); process.disconnect();`,
      "thread.js": `require("worker_threads").parentPort.postMessage(${tell});`,
    };
    const [main, child, thread] = ["main.js", "child.js", "thread.js"].map((path) => join(root, path));
    expect(await runApp(files, "main.js")).toEqual([
      [main, main],
      [child, main],
      [thread, main],
    ]);
  });

  it("mounts folders of the system", async () => {
    const files = {
      "main.js": `const fs = require("fs");
        const { join, dirname } = require("path");
        process.pkg.mount(join(__dirname, "plugins"), join(dirname(process.execPath), "outside"));
        const at = (path) => join(__dirname, "plugins", path);
        fs.writeFileSync(at("written.txt"), "written");
        import(at("b.mjs")).then((b) => { ${print('[b.default, require(at("a.js")), require("./plugins/a"), fs.readFileSync(at("written.txt"), "utf8"), fs.readdirSync(at(".")).sort(), fs.existsSync(at("none")), fs.statSync(at("a.js"), { throwIfNoEntry: false }).isFile()]')} });`,
    };
    await inFolder(async (folder) => {
      mkdirSync(join(folder, "outside"));
      writeFileSync(join(folder, "outside", "a.js"), "module.exports = 'plugin';");
      const program = await packApp({ files, entry: "main.js" }, folder);
      writeFileSync(join(folder, "outside", "b.mjs"), "export default import.meta.filename;");
      const names = ["a.js", "b.mjs", "written.txt"];
      const module = join(folder, "outside", "b.mjs");
      expect(runIn(folder, program)).toEqual([module, "plugin", "plugin", "written", names, false, true]);
    });
  });
});
