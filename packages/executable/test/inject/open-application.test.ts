import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { openApplication } from "../../src/inject/open-application.js";
import { makeOf } from "../support/made.js";
import { elfNode, machNode, nodeTexts, peNode } from "../support/node-like.js";
import { bytesOf, utf8 } from "../support/sea.js";

/** An application that speaks of another Node.js: a packed copy of this very package does. */
const misleading = nodeTexts("0", ["main code format", "resource exec argv extension"]);

describe("openApplication()", () => {
  it.each([
    ["ELF", elfNode()],
    ["PE", peNode()],
    ["Mach-O", machNode()],
  ])("finds what is in it, and is not misled by that: %s", async (_format, base) => {
    const assets = new Map([
      ["texts", misleading],
      ["empty", utf8("")],
    ]);
    await using made = await makeOf(base, { content: { main: utf8("main"), assets } });
    const { content, format, nodeVersion, blob } = await openApplication(made.path);
    expect(format.parts).toEqual(["codePath", "assets"]);
    expect(nodeVersion).toBe("24.1.2");
    expect(await bytesOf(content.main)).toEqual(utf8("main"));
    expect(await bytesOf(content.assets?.get("texts") ?? utf8("?"))).toEqual(misleading);
    expect(await bytesOf(content.assets?.get("empty") ?? utf8("?"))).toEqual(utf8(""));
    const at = Buffer.from(made.bytes).indexOf("main", blob.offset);
    expect(at).toBeLessThan(blob.offset + blob.length);
  });

  it.each([
    ["without an application", elfNode(), "ERR_EXECUTABLE_NO_BLOB"],
    ["whose fuse alone says so", peNode({}, nodeTexts("1")), "ERR_EXECUTABLE_NO_BLOB"],
    [
      "whose note is no blob",
      elfNode({ notes: [{ owner: "NODE_SEA_BLOB", type: 0, words: [1, 2] }] }, nodeTexts("1")),
      "ERR_EXECUTABLE_BLOB",
    ],
  ])("refuses a file %s", async (_what, bytes, code) => {
    await using made = await makeOf(elfNode(), { content: { main: utf8("main") } });
    await writeFile(made.path, bytes);
    await expect(openApplication(made.path)).rejects.toMatchObject({ code });
  });
});
