import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { print, root, runApp } from "../support/run-app.js";

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
});
