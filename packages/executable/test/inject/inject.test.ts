import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BaseAnalysis } from "../../src/inject/analysis.js";
import { analyse } from "../../src/inject/analysis.js";
import { type InjectOptions, inject } from "../../src/inject/inject.js";
import { openApplication } from "../../src/inject/open-application.js";
import { verifyMachOSignature } from "../../src/inject/verify-signature.js";
import { inspect } from "../../src/inspect.js";
import { fileSource, sizeOf } from "../../src/sea/byte-source.js";
import type { SeaContent } from "../../src/sea/content.js";
import { encodeSea } from "../../src/sea/encode.js";
import { bytesOf, utf8 } from "../support/sea.js";

/** The Node.js that runs the tests is the base: what comes out is run. */
const base = process.execPath;
const suffix = process.platform === "win32" ? ".exe" : "";

let folder = "";
let analysis: BaseAnalysis;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "executable-"));
  analysis = await analyse(base);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const place = (name: string): string => join(folder, name + suffix);

const script = `const sea = require("node:sea");
console.log(JSON.stringify({
  isSea: sea.isSea(),
  asset: sea.getAsset("ä", "utf8"),
  large: sea.getRawAsset("large").byteLength,
  execArgv: process.execArgv,
  argv: process.argv.slice(2),
  file: __filename,
}));`;

/** Larger than a page, a block and a chunk, so that nothing fits by accident. */
const large = new Uint8Array(5_000_001).fill(7);

const content = (): SeaContent => ({
  main: utf8(script),
  disableExperimentalSEAWarning: true,
  assets: new Map([
    ["ä", utf8("grüße")],
    ["large", large],
  ]),
  ...(analysis.sea.parts.includes("execArgv") ? { execArgv: ["--max-old-space-size=77"] } : {}),
});

async function made(name: string, options: Partial<InjectOptions> = {}): Promise<string> {
  const output = place(name);
  await inject({ base, analysis, output, content: content(), signature: "remove", ...options });
  return output;
}

function run(path: string, ...args: readonly string[]): unknown {
  const { status, stdout, stderr } = spawnSync(path, args, { encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout);
}

async function digest(path: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
}

describe("inject() into the running Node.js", () => {
  it.each([false, true])("makes a program that runs; stripSymbols: %s", async (stripSymbols) => {
    const output = await made("app", { stripSymbols });
    expect(run(output, "one", "two")).toMatchObject({
      isSea: true,
      asset: "grüße",
      large: large.length,
      execArgv: content().execArgv ?? [],
      argv: ["one", "two"],
    });
    const facts = await inspect(output);
    expect(facts).toMatchObject({ os: process.platform, arch: process.arch, kind: "executable" });
    if (process.platform === "linux") {
      const added = (await stat(output)).size - (await stat(base)).size;
      expect(added < large.length).toBe(stripSymbols && (await inspect(base)).isStripped === false);
      expect(facts.isStripped).toBe(stripSymbols || (await inspect(base)).isStripped);
      expect((await stat(output)).mode & 0o777).toBe(0o755);
    }
    if (process.platform === "darwin") {
      expect(await verifyMachOSignature(output)).toMatchObject({ isAdHoc: true, badPages: [] });
    }
  });

  it("runs a blob that was made before, and an asset out of a file", async () => {
    await writeFile(place("asset"), "grüße");
    const assets = new Map([...(content().assets ?? []), ["ä", await fileSource(place("asset"))]]);
    const blob = await bytesOf(encodeSea({ ...content(), assets }, analysis.sea));
    expect(run(await made("app", { content: blob }))).toMatchObject({ asset: "grüße" });
  });

  it("runs an ES module with top-level await, where this Node.js can", async ({ skip }) => {
    skip(!analysis.sea.parts.includes("mainFormat"), "this Node.js takes no ES module");
    const main = utf8('import { isSea } from "node:sea";\nawait 0;\nconsole.log(JSON.stringify(isSea()));');
    const output = await made("app", {
      content: { main, mainFormat: "module", disableExperimentalSEAWarning: true },
    });
    expect(run(output)).toBe(true);
  });

  it("can be taken apart again", async () => {
    const output = await made("app", { stripSymbols: true });
    const found = await openApplication(output);
    expect(found).toMatchObject({ format: analysis.sea, nodeVersion: analysis.nodeVersion });
    expect(await bytesOf(found.content.main)).toEqual(utf8(script));
    const sizes = [...(found.content.assets ?? [])].map(([name, source]) => [name, sizeOf(source)]);
    expect(sizes).toEqual([
      ["ä", 7],
      ["large", large.length],
    ]);
    const [again, before] = [encodeSea(found.content, found.format), encodeSea(content(), analysis.sea)];
    expect(Buffer.compare(await bytesOf(again), await bytesOf(before))).toBe(0);
  });

  it("makes the same bytes of the same input", async () => {
    const [first, second] = [await digest(await made("one/../app")), await digest(await made("app"))];
    expect(first).toBe(second);
  });

  it("leaves one whole output when two write to the same path", async () => {
    const other = { ...content(), main: utf8(`${script}\n// other`) };
    const output = place("contested");
    await Promise.all([made("contested"), made("contested", { content: other }), made("contested")]);
    expect(run(output)).toMatchObject({ isSea: true, large: large.length });
    expect((await readdir(folder)).filter((name) => name.includes("contested"))).toEqual([
      `contested${suffix}`,
    ]);
  });

  it("follows no link at the output's path", async () => {
    await writeFile(place("target"), "mine");
    await symlink(place("target"), place("link"));
    await made("link");
    expect(await readFile(place("target"), "utf8")).toBe("mine");
  });
});

describe("inject() refuses", () => {
  it("to write over the base", async () => {
    await symlink(base, place("node"));
    for (const output of [base, place("node")]) {
      await expect(inject({ base, analysis, output, content: content() })).rejects.toMatchObject({
        code: "ERR_EXECUTABLE_UNWRITABLE",
        message: `cannot write ${output}: it is the base itself`,
      });
    }
  });

  it("a base that carries an application", async () => {
    const output = await made("app");
    const again = inject({ base: output, output: place("again"), content: content() });
    await expect(again).rejects.toMatchObject({ code: "ERR_EXECUTABLE_ALREADY_INJECTED" });
  });

  it("an analysis of another file", async () => {
    for (const stale of [
      { ...analysis, sizeBytes: 1 },
      { ...analysis, fuseOffset: 100 },
    ]) {
      const wrong = inject({ base, analysis: stale, output: place("stale"), content: content() });
      await expect(wrong).rejects.toMatchObject({ code: "ERR_EXECUTABLE_STALE_ANALYSIS" });
    }
  });

  it("a blob for another Node.js", async () => {
    const format = { ...analysis.sea, wordBytes: 4 as const };
    const blob = await bytesOf(encodeSea({ main: utf8("1") }, format));
    const wrong = inject({ base, analysis, output: place("wrong"), content: blob });
    await expect(wrong).rejects.toMatchObject({ code: "ERR_EXECUTABLE_BLOB" });
  });

  it("a base that is not there", async () => {
    const lost = inject({ base: place("missing"), analysis, output: place("app"), content: content() });
    await expect(lost).rejects.toMatchObject({ code: "ERR_EXECUTABLE_UNREADABLE" });
  });
});
