import { join } from "node:path";
import { expect, it } from "vitest";
import { openArchive } from "../../src/archive/open-archive.js";
import { writeArchive } from "../../src/archive/write-archive.js";
import { readTraced } from "../../src/trace/read-traced.js";
import { traceApp } from "../../src/trace/trace-app.js";
import type { Trace } from "../../src/trace/types.js";
import { project } from "../support/project.js";

const whys = ({ files }: Trace): Record<string, string> =>
  Object.fromEntries(files.map(({ path, why }) => [path, why]));

it("finds what code loads, and says why each file is in", async () => {
  const folder = project({
    "package.json": "{}",
    "app.js": `require("./lib"); import("two"); require("not-there");
      require("node:fs").readFileSync(__dirname + "/words.txt");`,
    "lib.js": "",
    "words.txt": "",
    "unused.js": "",
    "node_modules/two/package.json": '{"exports":{"import":"./two.mjs","require":"./two.cjs"}}',
    "node_modules/two/two.mjs": "",
    "node_modules/two/two.cjs": "",
  });
  const trace = await traceApp({ entry: "app.js", folder });
  expect(trace).toMatchObject({ entry: "project/app.js", root: join(folder, "..") });
  expect(whys(trace)).toEqual({
    "project/app.js": "entry",
    "project/lib.js": "loaded",
    "project/node_modules/two/package.json": "manifest",
    "project/node_modules/two/two.mjs": "loaded",
    "project/package.json": "manifest",
    "project/words.txt": "asset",
  });
  expect(trace.unresolved).toEqual([{ request: "not-there", from: join("project", "app.js") }]);
  const two = trace.files.find(({ path }) => path.endsWith("two.mjs"));
  expect(two?.by).toEqual(["project/app.js"]);
});

it("takes both sides of what depends on the Node.js that runs it", async () => {
  const folder = project({
    "app.js": 'require("sync")',
    "node_modules/sync/package.json": '{"exports":{"module-sync":"./a.mjs","default":"./b.cjs"}}',
    "node_modules/sync/a.mjs": "",
    "node_modules/sync/b.cjs": "",
  });
  const paths = Object.keys(whys(await traceApp({ entry: "app.js", folder })));
  expect(paths).toEqual(
    expect.arrayContaining([expect.stringMatching(/a\.mjs$/), expect.stringMatching(/b\.cjs$/)]),
  );
});

it("adds assets and scripts, traces the scripts, and leaves out what is to be ignored", async () => {
  const folder = project({
    "app.js": "",
    "views/a.html": "",
    "views/.hidden": "",
    "views/no.html": "",
    "plugins/one.js": 'require("../deep.js")',
    "deep.js": "",
  });
  const options = { assets: ["views"], scripts: ["plugins/*.js"], ignore: ["**/no.html"] };
  const trace = await traceApp({ entry: "app.js", folder, ...options });
  expect(trace.ignored).toEqual(["project/views/no.html"]);
  expect(whys(trace)).toEqual({
    "project/app.js": "entry",
    "project/deep.js": "loaded",
    "project/plugins/one.js": "script",
    "project/views/.hidden": "asset",
    "project/views/a.html": "asset",
  });
});

it("knows quirks of packages, and says which", async () => {
  const folder = project({
    "app.js": 'require("odd")',
    "node_modules/odd/package.json": '{"main":"index.js"}',
    "node_modules/odd/index.js": "",
    "node_modules/odd/by-name/a.js": 'require("../deep")',
    "node_modules/odd/deep.js": "",
  });
  const because = "parts are loaded by name";
  const quirks = { odd: { scripts: ["by-name/*.js"], because, advice: "be careful" } };
  const { files, advice } = await traceApp({ entry: "app.js", folder, quirks });
  expect(advice).toEqual([{ folder: join(folder, "node_modules", "odd"), text: "be careful" }]);
  expect(files.find(({ path }) => path.endsWith("by-name/a.js"))).toMatchObject({
    why: "quirk",
    by: [because],
  });
  expect(files.some(({ path }) => path.endsWith("odd/deep.js"))).toBe(true);
});

it("keeps links to packages as links", async () => {
  const store = "node_modules/.store/dep@1/node_modules/dep";
  const folder = project({
    "app.js": 'require("dep")',
    [`${store}/package.json`]: "{}",
    [`${store}/index.js`]: "",
    "node_modules/dep": "-> .store/dep@1/node_modules/dep",
  });
  const { links, files } = await traceApp({ entry: "app.js", folder });
  expect(links).toEqual([{ path: "project/node_modules/dep", target: `project/${store}` }]);
  expect(files.map(({ path }) => path)).toContain(`project/${store}/index.js`);
});

it("gives files for an archive", async () => {
  const folder = project({ "app.js": 'require("./b")', "b.js": "exports.b = 1;" });
  const trace = await traceApp({ entry: "app.js", folder });
  const archive = writeArchive({ files: readTraced(trace), entry: trace.entry });
  const { files, read } = openArchive(Buffer.concat([...archive.read()]));
  const b = files.find(({ path }) => path === "project/b.js");
  expect(b && Buffer.from(read(b)).toString()).toBe("exports.b = 1;");
});

it("leaves a package.json above the app out, unless Node.js acts upon it", async () => {
  const texts = (above: string): Record<string, string> => ({ "package.json": above, "deep/er/app.js": "" });
  const paths = async (above: string): Promise<string[]> => {
    const folder = project(texts(above));
    return Object.keys(whys(await traceApp({ entry: "deep/er/app.js", folder })));
  };
  expect(await paths('{"name":"idle"}')).toEqual(["er/app.js"]);
  expect(await paths('{"type":"module"}')).toEqual(["project/deep/er/app.js", "project/package.json"]);
});

it("follows dependencies that code does not name, where it is told to", async () => {
  const folder = project({
    "package.json": '{"dependencies":{"one":"1"}}',
    "app.js": "",
    "node_modules/one/package.json": '{"dependencies":{"two":"1"},"pkg":{"assets":"*.txt"}}',
    "node_modules/one/index.js": "",
    "node_modules/one/words.txt": "",
    "node_modules/two/package.json": "{}",
    "node_modules/two/index.js": "",
  });
  const options = { entry: "app.js", folder, assets: ["package.json"], followsDependencies: true };
  expect(Object.keys(whys(await traceApp(options)))).toEqual([
    "project/app.js",
    "project/node_modules/one/index.js",
    "project/node_modules/one/package.json",
    "project/node_modules/one/words.txt",
    "project/node_modules/two/index.js",
    "project/node_modules/two/package.json",
    "project/package.json",
  ]);
});

it("refuses an entry that is no file", async () => {
  const folder = project({ "app.js": "" });
  for (const entry of ["not-there.js", "."]) {
    await expect(traceApp({ entry, folder })).rejects.toMatchObject({ code: "ERR_ARCHIVE_ENTRY" });
  }
});
