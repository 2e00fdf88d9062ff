import { expect, it } from "vitest";
import { print, runBoth } from "../../support/run-app.js";

const main = `import { readFileSync } from "node:fs";
import { once } from "node:events";
import { Worker, isMainThread } from "node:worker_threads";
const answers = {};
const ask = async (name, ...given) => {
  try {
    const worker = new Worker(...given);
    const [answer] = await Promise.race([once(worker, "message"), once(worker, "error").then(([error]) => [error.message])]);
    answers[name] = answer;
    await worker.terminate();
  } catch (error) { answers[name] = error.code ?? error.message; }
};
const at = (path) => new URL(path, import.meta.url);
await ask("path", at("./common.cjs").pathname, { workerData: { n: 1 }, argv: ["one"], execArgv: ["--no-warnings"] });
await ask("url", at("./module.mjs"), { workerData: 2, name: "named" });
await ask("nested", at("./nested.mjs"));
await ask("env", at("./common.cjs"), { workerData: {}, env: { ONLY: "this" } });
await ask("code", \`"use strict"; const { parentPort } = require("worker_threads");
  parentPort.postMessage([typeof require("node:fs").readFileSync, (function () { return this; })() === undefined, new Error().stack.split("\\\\n")[1].includes("eval]:2:")])\`, { eval: true });
await ask("code with packed packages", "require('worker_threads').parentPort.postMessage(require(require('worker_threads').workerData))", { eval: true, workerData: at("./node_modules/dep/index.js").pathname });
await ask("data", new URL("data:text/javascript,import { parentPort } from 'node:worker_threads'; parentPort.postMessage(typeof require)"));
await ask("failing", at("./failing.cjs"));
await ask("missing", at("./none.cjs").pathname);
await ask("no path", "none.js");
answers.names = [isMainThread, Worker.name, new Worker("", { eval: true }) instanceof Worker];
${print("answers")}`;

const files = {
  "main.mjs": main,
  "data.txt": "data",
  "common.cjs": `const { parentPort, workerData, isMainThread } = require("worker_threads");
    const fs = require("fs");
    parentPort.postMessage([isMainThread, workerData, require.main === module, __filename, process.argv.slice(1), process.execArgv,
      fs.readFileSync(__dirname + "/data.txt", "utf8"), require("dep"), process.env.ONLY, typeof globalThis.require]);`,
  "module.mjs": `import { parentPort, workerData, threadId } from "node:worker_threads";
    import dep from "dep";
    const late = await import("./late.mjs");
    parentPort.postMessage([workerData, threadId > 0, dep, late.default, import.meta.filename, typeof require, process.argv[1]]);`,
  "late.mjs": "export default await 'late';",
  "nested.mjs": `import { Worker, parentPort } from "node:worker_threads";
    new Worker(new URL("./common.cjs", import.meta.url), { workerData: "inner" }).on("message", (message) => parentPort.postMessage(message));`,
  "failing.cjs": "throw new Error('failed at ' + __filename);",
  "node_modules/dep/index.js": "module.exports = 'dep';",
};

it("threads run packed files and code as they do from a disk", async () => {
  const { packed, plain } = await runBoth({ files, entry: "main.mjs" });
  expect(packed).toEqual({ ...(plain as object), missing: expect.any(String) });
  expect(packed).toMatchObject({
    url: [2, true, "dep", "late", "ROOT/module.mjs", "undefined", "ROOT/module.mjs"],
  });
});
