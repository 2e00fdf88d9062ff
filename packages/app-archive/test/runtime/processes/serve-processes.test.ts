import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inFolder, packApp, print, runApp, runBoth } from "../../support/run-app.js";

const child = `process.send?.([process.argv.slice(2), process.execArgv, __filename, require.main === module, process.env.NODE_OPTIONS,
  process.env.PKG_EXECPATH, require("./data.json").n]);
  if (!process.send) console.log(JSON.stringify([process.argv.slice(1), process.execArgv, require("./data.json").n]));
  process.disconnect?.();`;

const main = `const processes = require("node:child_process");
const { once } = require("node:events");
const { join } = require("node:path");
const { promisify } = require("node:util");
const { pathToFileURL } = require("node:url");
const script = join(__dirname, "child.js");
const answers = {};
const plain = (value) => value && typeof value === "object" && "stdout" in value ? String(value.stdout) : Buffer.isBuffer(value) ? String(value) : value;
const tell = async (name, run) => { try { answers[name] = plain(await run()); } catch (error) { answers[name] = [error.code, error.message]; } };
const message = async (child) => { const [[answer], [code]] = await Promise.all([once(child, "message"), once(child, "exit")]); return [answer, code]; };
(async () => {
  await tell("fork", () => message(processes.fork(script, ["a b", "--flag"])));
  await tell("fork of a URL", () => message(processes.fork(pathToFileURL(script))));
  await tell("fork with options", () => message(processes.fork(script, [], { execArgv: ["--no-warnings", "--max-old-space-size=99"], env: { ...process.env, NODE_OPTIONS: "--no-deprecation" } })));
  await tell("fork of an ES module", () => message(processes.fork(join(__dirname, "esm.mjs"))));
  await tell("forks fork", () => message(processes.fork(join(__dirname, "again.js"))));
  await tell("spawn", () => processes.spawnSync(process.execPath, [script, "x"]));
  await tell("spawn node", () => processes.spawnSync("node", ["--no-warnings", script, "x"]).stdout.toString());
  await tell("spawn with a shell", () => processes.spawnSync("node " + JSON.stringify(script), { shell: true }).stdout.toString());
  await tell("sh -c", () => processes.spawnSync("sh", ["-c", "node " + JSON.stringify(script) + " y"]).stdout.toString());
  await tell("execFile", () => promisify(processes.execFile)(process.execPath, [script]));
  await tell("execFileSync", () => processes.execFileSync("node", [script, "--version"]));
  await tell("exec", () => promisify(processes.exec)(JSON.stringify(process.execPath) + " " + JSON.stringify(script) + " z"));
  await tell("execSync", () => processes.execSync("node " + JSON.stringify(script)));
  await tell("eval", () => processes.execFileSync(process.execPath, ["-e", "console.log(typeof require('fs').readFileSync, process.argv.length, 1 + 1)", "x"]));
  await tell("print", () => processes.execFileSync("node", ["-p", "[1 + 1, process.argv.slice(1)]", "x"]));
  await tell("eval of a module", () => processes.execFileSync("node", ["--input-type=module", "-e", "import fs from 'fs'; console.log(typeof fs.readFileSync)"]));
  await tell("stdin", () => processes.execFileSync("node", ["-"], { input: "console.log('from stdin')" }));
  await tell("preload", () => processes.execFileSync("node", ["-r", join(__dirname, "preload.js"), "-p", "preloaded"]));
  await tell("version", () => processes.execFileSync("node", ["--version"]));
  await tell("expose", () => processes.execFileSync("node", ["--stack-size=1000", "--allow-natives-syntax", "-p", "process.execArgv.length"]));
  await tell("others", () => processes.execFileSync("echo", ["node"]));
  await tell("missing", () => processes.spawnSync(process.execPath, [join(__dirname, "none.js")], { stdio: "pipe" }).status);
  await tell("kill", () => { const child = processes.fork(join(__dirname, "waits.js")); child.once("message", () => child.kill()); return once(child, "exit"); });
  ${print("answers")}
})();`;

const files = {
  "main.js": main,
  "child.js": child,
  "data.json": '{"n":7}',
  "esm.mjs":
    "const at = await import.meta.filename; process.send([at, process.argv.slice(1)]); process.disconnect();",
  "again.js": `const { fork } = require("child_process");
    const { argv } = process;
    fork(require.resolve("./child.js"), ["inner"]).on("message", (message) => { process.send([argv.slice(2), message]); process.disconnect(); });`,
  "preload.js": "globalThis.preloaded = 'preloaded';",
  "waits.js": "process.send('ready'); setInterval(() => {}, 1000);",
};

describe("serveProcesses()", () => {
  it.skipIf(process.platform === "win32")(
    "children run packed scripts as they run those of a disk",
    async () => {
      const { packed, plain } = await runBoth({ files, entry: "main.js" });
      expect(packed).toEqual(plain);
      expect(packed).toMatchObject({
        fork: [[["a b", "--flag"], [], "ROOT/child.js", true, null, null, 7], 0],
      });
    },
  );

  it("a cluster shares its work", async () => {
    const cluster = `const cluster = require("node:cluster");
      if (cluster.isPrimary) {
        const found = [];
        const one = (worker, message) => { found.push([message, worker.id]); if (found.length === 2) { ${print("found.map(([message]) => message)")} for (const id in cluster.workers) cluster.workers[id].disconnect(); } };
        cluster.on("message", one);
        cluster.fork(); cluster.fork({ EXTRA: "1" });
      } else process.send(["worker", __filename, process.argv[1] === __filename]);`;
    const { packed, plain } = await runBoth({ files: { "main.js": cluster }, entry: "main.js" });
    expect(packed).toEqual(plain);
  });

  it("an app that starts itself does not start for ever", async () => {
    const self = `const { spawnSync } = require("child_process");
      const run = (env) => spawnSync(process.execPath, ["again"], { env: { ...process.env, DEPTH: "1", ...env }, encoding: "utf8" });
      if (process.env.DEPTH) console.log("the app itself", process.argv[2]);
      else { const plain = run({}); const own = run({ PKG_EXECPATH: "" }); ${print('[plain.status, plain.stderr.includes("Cannot find module"), own.stdout]')} }`;
    expect(await runApp({ "main.js": self }, "main.js")).toEqual([1, true, "the app itself again\n"]);
  });

  it("a script of a disk runs in the place of node", async () => {
    await inFolder(async (folder) => {
      const app =
        "console.log(require('child_process').execFileSync('node', [process.argv[2]], { encoding: 'utf8' }).trim())";
      const program = await packApp({ files: { "main.js": app }, entry: "main.js" }, folder);
      writeFileSync(
        join(folder, "tool.js"),
        "import('./part.mjs').then(({ a }) => console.log(a, process.argv[1]))",
      );
      writeFileSync(join(folder, "part.mjs"), "export const a = 'part';");
      const { stdout } = spawnSync(program, [join(folder, "tool.js")], { encoding: "utf8", env: {} });
      expect(stdout).toBe(`part ${join(folder, "tool.js")}\n`);
    });
  });
});
