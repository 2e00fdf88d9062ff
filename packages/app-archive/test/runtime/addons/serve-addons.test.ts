import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { inFolder, packApp, print, runIn } from "../../support/run-app.js";

const hasCompiler = process.platform !== "win32" && spawnSync("cc", ["--version"]).status === 0;

const library = "int answer(void) { return 42; }";
const addon = `typedef void *any; extern int answer(void);
int napi_create_int32(any, int, any *); int napi_set_named_property(any, any, const char *, any);
any napi_register_module_v1(any env, any exports) {
  any value; napi_create_int32(env, answer(), &value); napi_set_named_property(env, exports, "answer", value); return exports;
}`;

/** Compiles an addon whose library lies in another package of its scope. */
function compile(folder: string): { addon: Uint8Array; library: Uint8Array } {
  writeFileSync(join(folder, "library.c"), library);
  writeFileSync(join(folder, "addon.c"), addon);
  const isMac = process.platform === "darwin";
  const undefinedSymbols = isMac ? ["-undefined", "dynamic_lookup"] : [];
  const name = isMac ? ["-install_name", "@rpath/libanswer.so"] : [];
  const run = (...args: readonly string[]): unknown => execFileSync("cc", args, { cwd: folder });
  run("-shared", "-fPIC", "-o", "libanswer.so", "library.c", ...name);
  const origin = isMac ? "@loader_path" : "$ORIGIN";
  run(
    "-shared",
    "-fPIC",
    "-o",
    "addon.node",
    "addon.c",
    "-L.",
    "-lanswer",
    `-Wl,-rpath,${origin}/../../library/lib`,
    ...undefinedSymbols,
  );
  return {
    addon: readFileSync(join(folder, "addon.node")),
    library: readFileSync(join(folder, "libanswer.so")),
  };
}

it.skipIf(!hasCompiler && !process.env.CI)(
  "an addon loads with its library, from any thread, more than once, also after it was changed (skipped without cc)",
  async () => {
    await inFolder(async (folder) => {
      const built = compile(folder);
      const path = "node_modules/@s/addon/lib/addon.node";
      const files = {
        "main.js": `const { Worker } = require("worker_threads");
          const { createRequire } = require("module");
          const module_ = { exports: {} };
          process.dlopen(module_, require.resolve("@s/addon/lib/addon.node"));
          const found = [require("@s/addon/lib/addon.node").answer, module_.exports.answer, createRequire(__filename)("@s/addon/lib/addon").answer];
          new Worker("const { parentPort, workerData } = require('worker_threads'); parentPort.postMessage(require(workerData).answer)", { eval: true, workerData: require.resolve("@s/addon/lib/addon.node") })
            .on("message", (answer) => { ${print("[...found, answer]")} });`,
        [path]: { path, bytes: built.addon },
        "node_modules/@s/library/lib/libanswer.so": {
          path: "node_modules/@s/library/lib/libanswer.so",
          bytes: built.library,
        },
      };
      const program = await packApp({ files, entry: "main.js" }, folder);
      const env = { NODEWRIGHT_CACHE_DIR: join(folder, "cache") };
      expect(runIn(folder, program, [], env)).toEqual([42, 42, 42, 42]);
      const cache = join(folder, "cache", "extracted");
      expect(statSync(cache).mode & 0o777).toBe(0o700);
      const [place = ""] = readdirSync(cache);
      writeFileSync(join(cache, place, path), "changed");
      expect(runIn(folder, program, [], env)).toEqual([42, 42, 42, 42]);
      expect(readFileSync(join(cache, place, path))).toEqual(built.addon);
    });
  },
);

it.skipIf(process.platform === "win32")("a program of the app is extracted, and runs", async () => {
  await inFolder(async (folder) => {
    const tool = { path: "bin/tool", bytes: Buffer.from("#!/bin/sh\necho ran $1\n"), mode: 0o755 };
    const main = `const { execFileSync, spawn } = require("child_process");
      ${print('execFileSync(__dirname + "/bin/tool", ["it"], { encoding: "utf8" })')}`;
    const program = await packApp({ files: { "main.js": main, "bin/tool": tool }, entry: "main.js" }, folder);
    expect(runIn(folder, program, [], { NODEWRIGHT_CACHE_DIR: join(folder, "cache") })).toBe("ran it\n");
  });
});
