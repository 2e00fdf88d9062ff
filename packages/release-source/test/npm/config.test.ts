import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  defaultRegistry,
  type NpmConfig,
  type NpmConfigOptions,
  readNpmConfig,
} from "../../src/npm/config.js";
import { scratch } from "../support/scratch.js";

interface Layers {
  readonly project?: string;
  readonly user?: string;
  readonly global?: string;
  readonly env?: NpmConfigOptions["env"];
}

async function configOf({
  project,
  user,
  global,
  env = {},
}: Layers): Promise<NpmConfig & { readonly root: string }> {
  const root = await scratch({
    "project/package.json": "{}",
    ...(project === undefined ? {} : { "project/.npmrc": project }),
    ...(user === undefined ? {} : { "home/.npmrc": user }),
    ...(global === undefined ? {} : { "prefix/etc/npmrc": global }),
  });
  const config = await readNpmConfig({
    env,
    cwd: join(root, "project"),
    home: join(root, "home"),
    prefix: join(root, "prefix"),
  });
  return { ...config, root };
}

const rc = (name: string): string => `registry=https://${name}/\n`;

describe("readNpmConfig", () => {
  it("has npm's own registry where nobody says", async () => {
    expect((await configOf({})).registry).toBe(defaultRegistry);
  });

  it.each<[string, Layers]>([
    [
      "https://env/",
      { project: rc("project"), user: rc("user"), env: { npm_config_registry: "https://env" } },
    ],
    ["https://env/", { env: { NPM_CONFIG_REGISTRY: "https://env/" } }],
    ["https://project/", { project: rc("project"), user: rc("user"), global: rc("global") }],
    ["https://user/", { user: rc("user"), global: rc("global") }],
    ["https://global/", { global: rc("global") }],
    ["https://user/", { project: "registry=", user: rc("user") }],
    ["https://user/", { project: "registry=null", user: rc("user"), env: { npm_config_registry: "" } }],
    ["https://r/npm/", { user: `registry = \${BASE}/npm`, env: { BASE: "https://r" } }],
    ["https://r/npm/", { env: { BASE: "https://r", npm_config_registry: `\${BASE}/npm` } }],
  ])("finds the registry %s, layer by layer", async (registry, layers) => {
    expect((await configOf(layers)).registry).toBe(registry);
  });

  it("reads the project's file from a folder below it", async () => {
    const root = await scratch({ "p/.npmrc": rc("project"), "p/package.json": "{}", "p/a/b/x": "" });
    const read = (cwd: string): Promise<NpmConfig> =>
      readNpmConfig({ env: {}, cwd: join(root, cwd), home: undefined, prefix: root });
    expect((await read("p/a/b")).registry).toBe("https://project/");
    await mkdir(join(root, "p/a/node_modules"));
    expect((await read("p/a/b")).registry).toBe(defaultRegistry);
  });

  it("reads the files that the environment names instead", async () => {
    const root = await scratch({ "u.rc": rc("user"), "g.rc": "cafile=/ca.pem\nregistry=https://global/" });
    const config = await readNpmConfig({
      env: { npm_config_userconfig: join(root, "u.rc"), NPM_CONFIG_GLOBALCONFIG: join(root, "g.rc") },
      cwd: root,
      home: join(root, "no-home"),
      prefix: join(root, "no-prefix"),
    });
    expect(config).toMatchObject({ registry: "https://user/", cafile: "/ca.pem" });
  });

  it("reads the global file of the prefix that the environment names", async () => {
    const root = await scratch({ "other/etc/npmrc": rc("global") });
    const env = { npm_config_prefix: join(root, "other") };
    const config = await readNpmConfig({ env, cwd: root, home: undefined, prefix: root });
    expect(config.registry).toBe("https://global/");
  });

  it("knows proxies and certificates", async () => {
    const config = await configOf({
      user: "proxy=http://p:1\nhttps-proxy=http://p:2\nnoproxy=localhost,.corp\ncafile=~/ca.pem\n",
    });
    expect(config).toMatchObject({
      proxy: "http://p:1",
      httpsProxy: "http://p:2",
      noProxy: "localhost,.corp",
      cafile: join(config.root, "home/ca.pem"),
    });
  });

  it("reads them from the environment by npm's spelling", async () => {
    const config = await configOf({
      env: {
        npm_config_https_proxy: "http://p:2",
        npm_config_noproxy: "x",
        npm_config_cafile: "certs/ca.pem",
      },
    });
    expect(config).toMatchObject({ httpsProxy: "http://p:2", noProxy: "x" });
    expect(config.cafile).toBe(join(config.root, "project/certs/ca.pem"));
    expect(config.proxy).toBeUndefined();
  });

  it.each(["false", "null", ""])("takes proxy=%s for none", async (value) => {
    expect((await configOf({ user: `proxy=${value}\nhttps-proxy=${value}` })).httpsProxy).toBeUndefined();
  });

  it("scopes credentials by host and path, whichever layer has them", async () => {
    const { headersFor } = await configOf({
      user: `registry=https://r/npm/\n//r/npm/:_authToken=user\n//other/:_authToken=\${TOKEN}\n`,
      env: { TOKEN: "t0ken", "npm_config_//env.example/:_authToken": "env" },
    });
    expect(headersFor("https://r/npm/npm")).toEqual({ authorization: "Bearer user" });
    expect(headersFor("https://other/x.tgz")).toEqual({ authorization: "Bearer t0ken" });
    expect(headersFor("https://env.example/x")).toEqual({ authorization: "Bearer env" });
    expect(headersFor("https://evil/npm/npm")).toEqual({});
  });

  it("prefers the environment's credentials for the same scope", async () => {
    const { headersFor } = await configOf({
      project: "//r/:_authToken=project",
      env: { "npm_config_//r/:_authToken": "env" },
    });
    expect(headersFor("https://r/x")).toEqual({ authorization: "Bearer env" });
  });

  it.each(["r.example", "ftp://r/", "file:///srv", "https://"])(
    "refuses the registry %j",
    async (registry) => {
      await expect(configOf({ user: `registry=${registry}` })).rejects.toMatchObject({
        code: "ERR_SOURCE_CONFIG",
        message: `npm's registry ${JSON.stringify(registry)} is not an http(s) URL`,
      });
    },
  );

  it("does not show credentials of a registry that it refuses", async () => {
    await expect(configOf({ user: "registry=ftp://me:secret@r/" })).rejects.toMatchObject({
      message: expect.not.stringContaining("secret"),
    });
  });

  it("takes a folder in a file's place for no file", async () => {
    const root = await scratch({ ".npmrc/x": "" });
    const config = await readNpmConfig({
      env: {},
      cwd: root,
      home: undefined,
      prefix: join(root, ".npmrc/x"),
    });
    expect(config.registry).toBe(defaultRegistry);
  });

  it.skipIf(process.getuid?.() === 0)("says which file it may not read", async () => {
    const root = await scratch();
    await writeFile(join(root, ".npmrc"), "", { mode: 0o000 });
    await expect(readNpmConfig({ env: {}, cwd: "/", home: root, prefix: root })).rejects.toMatchObject({
      code: "ERR_SOURCE_CONFIG",
      message: expect.stringContaining(join(root, ".npmrc")),
    });
    await chmod(join(root, ".npmrc"), 0o600);
  });
});
