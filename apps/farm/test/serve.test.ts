import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";
import { farm, initFarm, lacksCompiler } from "./support/farm.js";

const version = "v24.1.0";

it.skipIf(lacksCompiler)("shows what was built, and serves it", { timeout: 120_000 }, async () => {
  const { root } = await initFarm(version);
  const built = await farm(["build", version, "stand-in-headers", "-C", root]);
  expect(built.code, built.stderr).toBe(0);
  const script = resolve(import.meta.dirname, "../bin/nodewright-farm.js");
  const server = spawn(process.execPath, [script, "serve", "-C", root, "--port", "0", "--json"]);
  const exited = once(server, "exit");
  try {
    const [line] = await once(createInterface({ input: server.stdout }), "line");
    const { url } = JSON.parse(line);
    const text = async (path: string): Promise<string> => (await fetch(new URL(path, url))).text();
    expect(await text("/")).toMatch(/<td class="published"><a href="\/jobs\/\d+">published<\/a><\/td>/);
    expect(JSON.parse(await text("/status.json")).matrix["stand-in-headers"][version].state).toBe("ok");
    const [row] = JSON.parse(await text("/download/release/index.json"));
    expect(row).toMatchObject({ version, files: ["headers"] });
    const [sum, name] = (await text(`/download/release/${version}/SHASUMS256.txt`)).split(/\s+/);
    expect([sum, name]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), `node-${version}-headers.tar.gz`]);
    const archive = await fetch(new URL(`/download/release/${version}/${name}`, url));
    expect([...new Uint8Array(await archive.arrayBuffer()).slice(0, 2)]).toEqual([0x1f, 0x8b]);
  } finally {
    server.kill("SIGTERM");
  }
  expect((await exited)[0]).toBe(128 + 15);
});

it("refuses a port that there is none of", async () => {
  const { code, stderr } = await farm(["serve", "--port", "70000"]);
  expect([code, stderr]).toEqual([2, expect.stringContaining("--port 70000 is no port")]);
});
