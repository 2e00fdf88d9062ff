import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { Client } from "./support/client.js";

test("the manifest beside a package.json is read, and what it lacks is told", async () => {
  const folder = await mkdtemp(join(tmpdir(), "nodewright-prebuilds-"));
  const client = await Client.start();
  try {
    const prebuilds = [{ target: "linux-x64-glibc", runtime: "node", nodeAbi: 1 }];
    await writeFile(join(folder, "prebuilds.json"), JSON.stringify({ schema: 1, prebuilds }));
    const uri = pathToFileURL(join(folder, "package.json")).href;
    await client.open(uri, '{ "binary": { "module_name": "addon" } }');
    expect(await client.diagnosticsOf(uri)).toEqual([
      expect.objectContaining({ code: "no-prebuild", message: expect.stringContaining("linux-x64-glibc") }),
    ]);
    expect(await client.stop()).toBe(0);
  } finally {
    client.process.kill();
    await rm(folder, { recursive: true, force: true });
  }
});
