import { expect, it } from "vitest";
import { print, runApp } from "./support/run-app.js";

it("an app of CommonJS and ES modules runs in an executable of this Node.js", async () => {
  const files = {
    "index.js": `const words = require("./words");
      import("./greet.mjs").then(({ greet }) => { ${print("greet(words, process.argv[2])")} });`,
    "words.js": "module.exports = { hello: 'Hello' };",
    "greet.mjs":
      "const mark = await '!'; export const greet = ({ hello }, name) => [hello, name].join(', ') + mark;",
  };
  expect(await runApp(files, "index.js", "world")).toBe("Hello, world!");
});

it("an app that fails says where, and ends as Node.js ends", async () => {
  const failing = runApp({ "main.mjs": "await 0;\n  throw new Error('oops');" }, "main.mjs");
  const stderr = expect.stringMatching(/snapshot.main\.mjs:2[\s\S]*Error: oops/);
  await expect(failing).rejects.toMatchObject({ actual: { status: 1, stderr } });
});
