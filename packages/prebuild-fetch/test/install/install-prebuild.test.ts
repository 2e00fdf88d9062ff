import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { createGzip } from "node:zlib";
import { createHttpClient } from "@nodewright/artifact-store";
import { pack } from "tar-stream";
import { expect, it, onTestFinished } from "vitest";
import { installPrebuild, planPrebuild } from "../../src/index.js";
import { addonManifest, linuxHost } from "../support/addon.js";

it("installs once", async () => {
  const archive = pack();
  archive.entry({ name: "binding/my_addon.node" }, "bytes");
  archive.finalize();
  const bytes = await buffer(archive.pipe(createGzip()));
  const server = createServer((_, response) => response.end(bytes)).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const root = mkdtempSync(join(tmpdir(), "prebuild-"));
  onTestFinished(() => {
    server.close();
    rmSync(root, { recursive: true });
  });
  const { port } = server.address() as AddressInfo;
  const env = { npm_config_my_addon_binary_host_mirror: `http://127.0.0.1:${port}` };
  const plan = planPrebuild({ manifest: addonManifest(), root, host: linuxHost(), env });
  const client = createHttpClient({ env: {} });
  expect(await installPrebuild(plan, { client })).toEqual({ state: "installed", addonFile: plan.addonFile });
  expect(readFileSync(plan.addonFile, "utf8")).toBe("bytes");
  expect(await installPrebuild(plan, { client })).toMatchObject({ state: "present" });
  await client.close();
});
