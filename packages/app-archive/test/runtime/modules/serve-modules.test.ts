import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { print, root, runApp, runBoth } from "../../support/run-app.js";

describe("serveModules()", () => {
  it("of CommonJS modules and packages runs, and knows its place", async () => {
    const files = {
      "app/main.js": `const { add } = require("./lib/add");
        const answer = [require.main === module, __filename, process.argv.slice(1), add(1, 2)];
        ${print('[...answer, require("pkg"), require("pkg/sub"), require("@scope/dual"), require("./data").n, typeof require("fs").cpSync]')}`,
      "app/lib/add.js": "exports.add = (a, b) => a + b + require('../offset.json');",
      "app/offset.json": "10",
      "app/data.json": '{"n":7}',
      "app/node_modules/pkg/package.json": '{"name":"pkg","main":"./lib"}',
      "app/node_modules/pkg/lib/index.js": "module.exports = 'pkg ' + require('deep');",
      "app/node_modules/pkg/sub.js": "module.exports = 'sub';",
      "app/node_modules/pkg/node_modules/deep/index.js": "module.exports = 'nested';",
      "node_modules/deep/index.js": "module.exports = 'outer';",
      "node_modules/@scope/dual/package.json": JSON.stringify({
        exports: { ".": { import: "./esm.mjs", require: "./cjs.cjs" } },
      }),
      "node_modules/@scope/dual/cjs.cjs": "module.exports = 'required';",
    };
    const main = join(root, "app", "main.js");
    expect(await runApp(files, "app/main.js", "one")).toEqual([
      true,
      main,
      [main, "one"],
      13,
      "pkg nested",
      "sub",
      "required",
      7,
      "function",
    ]);
  });

  it("of ES modules runs, with top-level await, import(), import.meta and CommonJS", async () => {
    const files = {
      "package.json": '{"type":"module","imports":{"#inner":"./inner.js"}}',
      "main.js": `import { later } from "./later.js";
        import common from "./common.cjs";
        import dual from "dual";
        import inner from "#inner";
        import data from "./data.json" with { type: "json" };
        const lazy = await import("./lazy.js");
        ${print("[later, common, dual, inner, data.n, lazy.default, import.meta.filename, import.meta.resolve('./lazy.js')]")}`,
      "later.js": "export const later = await new Promise((resolve) => setTimeout(resolve, 5, 'waited'));",
      "lazy.js": "export default 'lazy';",
      "inner.js": "export default 'inner';",
      "common.cjs": "module.exports = 'common ' + require('dual');",
      "data.json": '{"n":7}',
      "node_modules/dual/package.json": JSON.stringify({
        exports: { import: "./e.mjs", default: "./c.cjs" },
      }),
      "node_modules/dual/e.mjs": "export default 'imported';",
      "node_modules/dual/c.cjs": "module.exports = 'required';",
    };
    expect(await runApp(files, "main.js")).toEqual([
      "waited",
      "common required",
      "imported",
      "inner",
      7,
      "lazy",
      join(root, "main.js"),
      new URL(`file://${process.platform === "win32" ? "/C:" : ""}/snapshot/lazy.js`).href,
    ]);
  });

  it("says of a module that is not there what Node.js says", async () => {
    const files = {
      "main.cjs": `const codes = ["./none", "none", "./none.js"].map((name) => {
          try { return require(name); } catch (error) { return error.code; }
        });
        import("./none.mjs").catch((error) => { ${print("[...codes, error.code]")} });`,
    };
    expect(await runApp(files, "main.cjs")).toEqual([
      "MODULE_NOT_FOUND",
      "MODULE_NOT_FOUND",
      "MODULE_NOT_FOUND",
      "ERR_MODULE_NOT_FOUND",
    ]);
  });

  it("takes the format of scripts that say none from their syntax", async () => {
    const files = {
      "main.js": `import { a } from "./a.js";
        import tool from "./bin/tool";
        import common from "./common.js";
        ${print("[a, tool, common, typeof require]")}`,
      "a.js": "export const a = await 'a';",
      "bin/tool": "#!/usr/bin/env node\nexport default 'tool';",
      "common.js": "module.exports = 'common';",
    };
    const { packed, plain } = await runBoth({ files, entry: "main.js" });
    expect(packed).toEqual(plain);
    expect(packed).toEqual(["a", "tool", "common", "undefined"]);
  });

  it("lets CommonJS require ES modules, and resolve from elsewhere", async () => {
    const files = {
      "main.js": `const { createRequire } = require("node:module");
        const path = require("node:path");
        const answers = [];
        const tell = (run) => { try { answers.push(run()); } catch (error) { answers.push(error.code); } };
        tell(() => require("./esm.mjs").default);
        tell(() => require("./late.mjs"));
        tell(() => require("typed").a);
        tell(() => require.resolve("dep", { paths: [path.join(__dirname, "other")] }));
        tell(() => require.resolve("./sub", { paths: [path.join(__dirname, "other")] }));
        tell(() => require.resolve("dep"));
        tell(() => require("closed/private.js"));
        tell(() => require("#private"));
        tell(() => createRequire(path.join(__dirname, "other", "x.js"))("dep"));
        tell(() => createRequire(require("node:url").pathToFileURL(path.join(__dirname, "other", "x.js"))).resolve("dep"));
        tell(() => require.resolve.paths("dep").slice(0, 1));
        tell(() => Object.keys(require.cache).length > 2 && require.cache[__filename] === module);
        tell(() => { delete require.cache[require.resolve("./counted.js")]; global.count = 0; require("./counted.js"); delete require.cache[require.resolve("./counted.js")]; require("./counted.js"); return global.count; });
        tell(() => module.children.length > 0 && module.paths[0]);
        tell(() => { require.extensions[".txt"] = (module, file) => { module.exports = require("fs").readFileSync(file, "utf8"); }; return require("./note.txt"); });
        tell(() => require("./bad.json"));
        import("./esm.mjs?again").then((again) => { answers.push(again.url); ${print("answers")} });`,
      "esm.mjs": "export default 'esm'; export const url = import.meta.url;",
      "late.mjs": "await 0;",
      "bad.json": "{",
      "note.txt": "note",
      "counted.js": "global.count++;",
      "other/sub.js": "",
      "other/node_modules/dep/index.js": "module.exports = __filename;",
      "node_modules/typed/package.json": '{"type":"module","exports":"./a.js"}',
      "node_modules/typed/a.js": "export const a = 'typed';",
      "node_modules/closed/package.json": '{"exports":"./a.js"}',
      "node_modules/closed/a.js": "",
    };
    const { packed, plain } = await runBoth({ files, entry: "main.js" });
    expect(packed).toEqual(plain);
    expect(packed).toContain("ROOT/other/node_modules/dep/index.js");
  });

  it("gives CommonJS that is imported the ordinary require, and finds its names", async () => {
    const files = {
      "main.mjs": `import { named } from "./common.cjs";
        import { again } from "./reexport.cjs";
        import all from "./common.cjs";
        ${print("[named, again, all.has, import.meta.dirname, import.meta.filename, import.meta.resolve('./x.js?y')]")}`,
      "common.cjs": `exports.named = 'named';
        exports.has = [typeof require.cache, typeof require.extensions, require.cache[__filename] === module, typeof require.main, require('./json.json').a];`,
      "reexport.cjs": "module.exports = require('./again.cjs');",
      "again.cjs": "exports.again = 'again';",
      "json.json": '{"a":1}',
      "x.js": "",
    };
    const { packed, plain } = await runBoth({ files, entry: "main.mjs" });
    expect(packed).toEqual(plain);
  });

  it.skipIf(process.platform === "win32")("follows links, as pnpm makes them", async () => {
    const store = "node_modules/.pnpm";
    const files = {
      "main.js": `${print('[require("a"), require.resolve("a"), require("fs").readdirSync("ROOT" && __dirname + "/node_modules")]')}`,
      [`${store}/a@1/node_modules/a/index.js`]: "module.exports = [require('b'), __dirname];",
      [`${store}/b@2/node_modules/b/index.js`]: "module.exports = 'b';",
    };
    const links = {
      "node_modules/a": `${store}/a@1/node_modules/a`,
      [`${store}/a@1/node_modules/b`]: `${store}/b@2/node_modules/b`,
    };
    const { packed, plain } = await runBoth({ files, links, entry: "main.js" });
    expect(packed).toEqual(plain);
  });

  it("names files in stack traces, with source maps when they are asked for", async () => {
    const map = JSON.stringify({ version: 3, sources: ["./src/a.ts"], names: [], mappings: "AAEA" });
    const files = {
      "main.js": `const stack = (run) => { try { run(); } catch (error) { return error.stack.split("\\n")[1]; } };
        process.setSourceMapsEnabled(true);
        ${print('[stack(require("./a.js")), stack(() => { throw new Error("here"); }).includes(__filename + ":3:")]')}`,
      "a.js": "module.exports = () => { throw new Error('there'); };\n//# sourceMappingURL=a.js.map",
      "a.js.map": map,
    };
    const { packed, plain } = await runBoth({ files, entry: "main.js" });
    expect(packed).toEqual(plain);
    expect(packed).toEqual([expect.stringContaining("src/a.ts:3:1"), true]);
  });
});
