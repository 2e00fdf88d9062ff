import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { analyse } from "../../src/inject/analysis.js";
import type { SeaContent } from "../../src/sea/content.js";
import { decodeSea } from "../../src/sea/decode.js";
import { encodeSea } from "../../src/sea/encode.js";
import type { SeaFormat } from "../../src/sea/format.js";
import { bytesOf, seaFormat, utf8 } from "../support/sea.js";

const newest = seaFormat("vfs");

describe("encodeSea()", () => {
  it("writes words of the target's width and byte order", async () => {
    const content = { main: utf8("ab"), codePath: "c", disableExperimentalSEAWarning: true };
    const hex = async (format: SeaFormat): Promise<string> =>
      Buffer.from(await bytesOf(encodeSea(content, format))).toString("hex");
    expect(await hex(seaFormat("assets"))).toBe(
      "20da430101000000" + "010000000000000063" + "02000000000000006162",
    );
    const big = seaFormat("assets", { wordBytes: 4, endianness: "big" });
    expect(await hex(big)).toBe("0143da2000000001" + "0000000163" + "000000026162");
    expect(await hex(seaFormat("execArgv"))).toContain("20da430101000000" + "01" + "0100");
    expect(await hex(newest)).toContain("20da430101000000" + "0100" + "0100");
  });

  it("reads no source before it is read itself, and each anew", async () => {
    let count = 0;
    const main = {
      sizeBytes: 3,
      *read() {
        count += 1;
        yield utf8("abc");
      },
    };
    const blob = encodeSea({ main }, newest);
    expect(count).toBe(0);
    const bytes = await bytesOf(blob);
    expect(bytes.length).toBe(blob.sizeBytes);
    expect(await bytesOf(blob)).toEqual(bytes);
    expect(count).toBe(2);
  });

  it("gives back what went in, in every format", async () => {
    const bytes = fc.uint8Array({ maxLength: 40 });
    const contents = fc.record({
      main: bytes,
      codePath: fc.string(),
      codeCache: fc.option(bytes, { nil: undefined }),
      assets: fc.array(fc.tuple(fc.string({ unit: "grapheme" }), bytes)).map((entries) => new Map(entries)),
      execArgv: fc.array(fc.string()),
      execArgvExtension: fc.constantFrom("none" as const, "env" as const, "cli" as const),
      mainFormat: fc.constantFrom("commonjs" as const, "module" as const),
      disableExperimentalSEAWarning: fc.boolean(),
      useVfs: fc.boolean(),
    });
    const formats = fc.record({
      wordBytes: fc.constantFrom(4 as const, 8 as const),
      endianness: fc.constantFrom("little" as const, "big" as const),
    });
    await fc.assert(
      fc.asyncProperty(contents, formats, async ({ codeCache, ...rest }, words) => {
        const content = { ...rest, ...(codeCache === undefined ? {} : { codeCache }) };
        const format = { ...newest, ...words };
        const decoded = decodeSea(await bytesOf(encodeSea(content, format)), format);
        const { assets = new Map(), execArgv = [], useSnapshot, ...others } = decoded;
        expect({ ...others, assets, execArgv }).toEqual(content);
        expect(useSnapshot).toBe(false);
      }),
    );
  });
});

describe("encodeSea() beside this Node.js", () => {
  const folder = mkdtempSync(join(tmpdir(), "executable-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string): string => join(folder, name);

  it.for<readonly [what: string, config: object]>([
    ["a script", {}],
    ["a script without a warning", { disableExperimentalSEAWarning: true }],
    ["an asset", { assets: { "k/ä.txt": file("asset") } }],
    ["execArgv", { execArgv: ["--no-warnings", "--x=é"], execArgvExtension: "cli" }],
    ["all of it", { assets: { a: file("asset") }, execArgv: ["-r"], execArgvExtension: "none" }],
    ["a code cache", { useCodeCache: true }],
  ])("writes the same bytes for %s", async ([, config], { skip }) => {
    const { sea } = await analyse(process.execPath);
    skip("execArgv" in config && !sea.parts.includes("execArgv"), "this Node.js takes no execArgv");
    writeFileSync(file("asset"), "hëllo\0");
    writeFileSync(file("main.js"), "console.log('hé')\n");
    const output = file("blob");
    writeFileSync(file("sea.json"), JSON.stringify({ main: file("main.js"), output, ...config }));
    const made = spawnSync(process.execPath, ["--experimental-sea-config", file("sea.json")]);
    expect(made.status, String(made.stderr)).toBe(0);
    const theirs = new Uint8Array(readFileSync(output));
    const { main, codePath, ...decoded } = decodeSea(theirs, sea);
    expect({ main: Buffer.from(main).toString(), codePath }).toEqual({
      main: "console.log('hé')\n",
      codePath: file("main.js"),
    });
    const wanted: SeaContent = {
      main: utf8("console.log('hé')\n"),
      codePath: file("main.js"),
      ...("assets" in config
        ? { assets: new Map(Object.keys(Object(config.assets)).map((key) => [key, utf8("hëllo\0")])) }
        : {}),
      ...("execArgv" in config ? { execArgv: config.execArgv as string[] } : {}),
      ...("execArgvExtension" in config ? { execArgvExtension: config.execArgvExtension as "cli" } : {}),
      ...("disableExperimentalSEAWarning" in config ? { disableExperimentalSEAWarning: true } : {}),
      // V8's bytes, which only V8 can make; where they stand is ours.
      ...(decoded.codeCache === undefined ? {} : { codeCache: decoded.codeCache }),
    };
    expect(decoded.codeCache !== undefined).toBe("useCodeCache" in config);
    expect(await bytesOf(encodeSea(wanted, sea))).toEqual(theirs);
  });
});
