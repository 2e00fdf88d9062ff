import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { placeParts } from "../src/place-parts.js";
import { receiptName } from "../src/receipt.js";
import { tarGz } from "./support/archive.js";
import { filePart, urlPart } from "./support/offers.js";
import { scratch } from "./support/scratch.js";
import { quickClient, serve } from "./support/server.js";

const client = quickClient();
const node = await tarGz([
  { name: "package/bin/node", mode: 0o755, content: "node" },
  { name: "package/package.json", content: "{}" },
  { name: "package/lib/own.txt", content: "own" },
  { name: `package/${receiptName}`, content: "forged" },
]);
const npm = await tarGz([
  { name: "package/package.json", content: "npm's" },
  { name: "package/bin/npm-cli.js", content: "cli" },
]);

describe("placeParts", () => {
  it("unpacks each part into its place, without what is left out, nor a receipt", async () => {
    const stage = await scratch();
    await placeParts(
      [
        await filePart(node, { omit: ["package.json"] }),
        await filePart(npm, { into: "lib/node_modules/npm" }),
      ],
      stage,
      { client },
    );
    expect((await readdir(stage)).sort()).toEqual(["bin", "lib"]);
    expect((await readdir(join(stage, "lib"))).sort()).toEqual(["node_modules", "own.txt"]);
    expect(await readFile(join(stage, "lib/node_modules/npm/package.json"), "utf8")).toBe("npm's");
  });

  it("lets a part take the place of what an earlier one brought along", async () => {
    const stage = await scratch();
    const bundled = await tarGz([{ name: "package/lib/node_modules/npm/old.txt", content: "old" }]);
    const parts = [await filePart(bundled), await filePart(npm, { into: "lib/node_modules/npm" })];
    await placeParts(parts, stage, { client });
    expect((await readdir(join(stage, "lib/node_modules/npm"))).sort()).toEqual(["bin", "package.json"]);
  });

  it("does not care which part is the first", async () => {
    const stage = await scratch();
    const parts = [await filePart(npm, { into: "node_modules/npm" }), await filePart(node)];
    await placeParts(parts, stage, { client });
    expect((await readdir(stage)).sort()).toEqual(["bin", "lib", "node_modules", "package.json"]);
  });

  it("stops the others when one fails, and throws its error when all have come to rest", async () => {
    const stage = await scratch();
    let isClosed = false;
    const server = await serve((_, response) => {
      // Never done, never silent.
      response.writeHead(200, { "content-length": 1_000_000 });
      const trickle = setInterval(() => response.write("\u0000"), 50);
      response.on("close", () => {
        clearInterval(trickle);
        isClosed = true;
      });
    });
    const bad = await filePart({ ...npm, sha256: "00".repeat(32) });
    await expect(placeParts([urlPart(node, server.url), bad], stage, { client })).rejects.toMatchObject({
      code: "ERR_INSTALL_DIGEST",
    });
    expect(await readdir(stage)).toEqual([]);
    await expect.poll(() => isClosed).toBe(true);
  });

  it("stops all of them when it is called off", async () => {
    const stage = await scratch();
    const server = await serve(() => {});
    const stop = new AbortController();
    const placing = placeParts([urlPart(node, server.url), urlPart(npm, server.url)], stage, {
      client,
      signal: stop.signal,
    });
    await expect.poll(() => server.requests.length).toBe(2);
    stop.abort();
    await expect(placing).rejects.toMatchObject({ code: "ERR_ARTIFACT_ABORTED" });
    expect(await readdir(stage)).toEqual([]);
  });
});
