import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { analyse, parseAnalysis } from "../../src/inject/analysis.js";
import { universalFile } from "../support/mach-o-file.js";
import { elfNode, fuseOffsetIn, machNode, nodeTexts, peNode } from "../support/node-like.js";
import { utf8 } from "../support/sea.js";

let folder = "";
let base = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "executable-"));
  base = join(folder, "node");
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const words = { wordBytes: 8, endianness: "little" };
const twice = Uint8Array.from([...elfNode(), ...nodeTexts()]);
const universal = universalFile([{ cpuType: 0x0100000c, bytes: machNode() }]);
const wrongPage = machNode({ signature: "ad-hoc" });
wrongPage[0x2000] = 1;

describe("analyse()", () => {
  it.each<readonly [format: string, bytes: Uint8Array, facts: object]>([
    ["elf", elfNode(), { arch: "x64", sea: words }],
    [
      "elf",
      elfNode({ machine: 22, isLittleEndian: false }),
      { arch: "s390x", sea: { ...words, endianness: "big" } },
    ],
    ["elf", elfNode({ machine: 40, bits: 32 }), { arch: "arm", sea: { ...words, wordBytes: 4 } }],
    ["pe", peNode(), { arch: "x64", sea: words }],
    ["mach-o", machNode(), { arch: "arm64", sea: words, hasSoundPages: false }],
    ["mach-o", machNode({ signature: "ad-hoc" }), { hasSoundPages: true }],
    ["mach-o", wrongPage, { hasSoundPages: false }],
  ])("tells what must be known of a base: %s", async (format, bytes, facts) => {
    await writeFile(base, bytes);
    expect(await analyse(base)).toMatchObject({
      schema: 1,
      format,
      sizeBytes: bytes.length,
      fuseOffset: fuseOffsetIn(bytes),
      nodeVersion: "24.1.2",
      ...facts,
    });
  });

  it.each<readonly [code: string, bytes: Uint8Array, message: string]>([
    ["NOT_NODE", elfNode({}, utf8("nothing of Node.js")), "no Node.js is in"],
    ["NO_FUSE", elfNode({}, utf8("internal/bootstrap/node")), "the Node.js in"],
    ["NO_FUSE", elfNode({}, nodeTexts("x")), "Node.js 24.1.2 in"],
    ["ALREADY_INJECTED", elfNode({}, nodeTexts("1")), "carries an application already"],
    ["UNSUPPORTED", twice, "holds 2 copies of Node.js"],
    ["UNSUPPORTED", universal, "it holds binaries for several CPUs"],
    ["MALFORMED", elfNode().subarray(0, 200), "is damaged"],
    ["UNKNOWN_FORMAT", utf8("#!/bin/sh"), "it is a script for /bin/sh"],
  ])("refuses what no application can be made of: %s", async (code, bytes, message) => {
    await writeFile(base, bytes);
    await expect(analyse(base)).rejects.toMatchObject({
      code: `ERR_EXECUTABLE_${code}`,
      message: expect.stringContaining(message),
      hint: code === "UNSUPPORTED" && bytes === twice ? undefined : expect.any(String),
    });
  });
});

describe("parseAnalysis()", () => {
  it("takes what JSON made of a record, and nothing else", async () => {
    await writeFile(base, elfNode());
    const analysis = await analyse(base);
    expect(parseAnalysis(JSON.parse(JSON.stringify(analysis)))).toEqual(analysis);
    for (const other of [undefined, 1, "x", [], { ...analysis, schema: 2 }, { ...analysis, sea: {} }]) {
      expect(() => parseAnalysis(other)).toThrow(
        expect.objectContaining({ code: "ERR_EXECUTABLE_STALE_ANALYSIS", hint: "analyse the base again" }),
      );
    }
  });
});
