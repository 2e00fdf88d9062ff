import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { program } from "../src/program.js";
import { folderWith, run } from "./support/run.js";

it("packs a script with a Node.js at hand, and the result runs", async () => {
  const cwd = folderWith({
    "app.js": 'console.log(require("./b").b, process.argv[2])',
    "b.js": "exports.b = 1",
  });
  const { code, stderr } = await run(program, { cwd }, "app.js", "--node", process.execPath, "-o", "out");
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining("packed") });
  expect(spawnSync(join(cwd, "out"), ["x"], { encoding: "utf8" }).stdout).toBe("1 x\n");
});

it("reports to programs", async () => {
  const cwd = folderWith({ "app.js": 'require("not-there")' });
  const { code, stdout } = await run(program, { cwd }, "app.js", "--node", process.execPath, "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    files: [{ path: expect.stringMatching(/app\.js$/), why: "entry" }],
    unresolved: [{ request: "not-there" }],
    executables: [{ output: join(cwd, "app"), node: process.version }],
  });
});

it("says what is wrong, and exits 1; 2 for usage", async () => {
  const cwd = folderWith({ "app.js": "" });
  expect(await run(program, { cwd }, "nothing.js")).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^error: .*\nhint: /),
  });
  expect(await run(program, { cwd }, "app.js", "-t", "linus-x64")).toMatchObject({ code: 1 });
  expect(await run(program, { cwd })).toMatchObject({ code: 2 });
});

it("tells what is in an executable, takes the files out, and finds it good", {
  timeout: 120_000,
}, async () => {
  const cwd = folderWith({ "app.js": "" });
  await run(program, { cwd }, "app.js", "--node", process.execPath, "--sbom");
  expect(await run(program, { cwd }, "inspect", "app", "--files")).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/node {6}v\d[\s\S]*app\.js/),
  });
  expect(JSON.parse((await run(program, { cwd }, "inspect", "app", "--json")).stdout)).toMatchObject({
    provenance: { node: { version: process.version } },
  });
  expect((await run(program, { cwd }, "verify", "app")).code).toBe(0);
  expect((await run(program, { cwd }, "extract", "app", "out")).stdout).toContain("extracted 1 files");
  const sbom = readFileSync(join(cwd, "app.cdx.json"), "utf8");
  expect((await run(program, { cwd }, "inspect", "app", "--sbom")).stdout).toBe(sbom);
});

it("runs what it made, and names files that were missed", { timeout: 120_000 }, async () => {
  const text = `require("node:fs").readFileSync(__dirname + "/" + process.argv[2])`;
  const cwd = folderWith({ "app.js": text, "words.txt": "" });
  const common = ["app.js", "--node", process.execPath];
  const missed = await run(program, { cwd }, ...common, "--check", "words.txt");
  expect(missed).toMatchObject({ code: 1, stderr: expect.stringMatching(/missed {4}\S+words\.txt/) });
  const found = await run(program, { cwd }, ...common, "--check", "words.txt", "--assets", "*.txt");
  expect(found).toMatchObject({ code: 0, stderr: expect.stringContaining("ended well") });
});

it.skipIf(process.platform === "win32")(
  "signs by a command for the system",
  { timeout: 120_000 },
  async () => {
    const cwd = folderWith({ "app.js": "" });
    const mark = `${process.platform}:touch {}.signed`;
    const sign = ["--sign", mark, "--sign", "aix:false"];
    await run(program, { cwd }, "app.js", "--node", process.execPath, ...sign);
    expect(existsSync(join(cwd, "app.signed"))).toBe(true);
    const failed = await run(program, { cwd }, "app.js", "--node", process.execPath, "--sign", "exit 3");
    expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining("cannot sign") });
  },
);

it("packs what a run of the app was seen to use", { timeout: 120_000 }, async () => {
  const text = 'const name = "b"; console.log(require("./" + name + String(1)))';
  const cwd = folderWith({ "app.js": text, "b1.js": "module.exports = 1" });
  const trace = ["--trace", `"${process.execPath}" app.js`];
  await run(program, { cwd }, "app.js", "--node", process.execPath, ...trace);
  expect(spawnSync(join(cwd, "app"), { encoding: "utf8" }).stdout).toBe("1\n");
});
