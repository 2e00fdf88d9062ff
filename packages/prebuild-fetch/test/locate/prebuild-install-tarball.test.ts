import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findPrebuildInstall } from "../../src/locate/prebuild-install-tarball.js";
import type { LocateContext } from "../../src/locate/types.js";
import { install } from "../support/install.js";
import { locateContext, packageFolder } from "../support/package-folder.js";
import { realAddon } from "../support/real-addons.js";
import { serve } from "../support/serve.js";
import { tarball } from "../support/tarball.js";

const scripts = { install: "prebuild-install || node-gyp rebuild --release" };
const sqlite = { name: "better-sqlite3", version: "12.4.1", repository: "WiseLibs/better-sqlite3", scripts };

async function urls(
  manifest: LocateContext["manifest"],
  fields: Partial<LocateContext> = {},
): Promise<string[]> {
  const found = await findPrebuildInstall(locateContext(manifest, { root: "/nowhere", ...fields }));
  return found.flatMap(({ place }) => (place.kind === "url" ? [place.url] : []));
}

describe("findPrebuildInstall()", () => {
  const releases = "https://github.com/WiseLibs/better-sqlite3/releases/download/v12.4.1";

  test.each<[string, LocateContext["manifest"], Partial<LocateContext>, string]>([
    ["a release on GitHub", sqlite, {}, `${releases}/better-sqlite3-v12.4.1-node-v137-linux-x64.tar.gz`],
    [
      "musl",
      sqlite,
      { host: { os: "linux", arch: "arm64", libc: "musl" } },
      `${releases}/better-sqlite3-v12.4.1-node-v137-linuxmusl-arm64.tar.gz`,
    ],
    [
      "Electron",
      sqlite,
      { runtime: { name: "electron", version: "38.1.0" }, host: { os: "darwin", arch: "arm64" } },
      `${releases}/better-sqlite3-v12.4.1-electron-v139-darwin-arm64.tar.gz`,
    ],
    [
      "a mirror",
      sqlite,
      { env: { npm_config_better_sqlite3_binary_host: "https://mirror.example/sqlite" } },
      "https://mirror.example/sqlite/v12.4.1/better-sqlite3-v12.4.1-node-v137-linux-x64.tar.gz",
    ],
    [
      "a mirror by the longer name, for a package with a scope",
      { ...sqlite, name: "@journeyapps/sqlcipher" },
      { env: { npm_config_journeyapps_sqlcipher_binary_host_mirror: "http://mirror.example" } },
      "http://mirror.example/v12.4.1/sqlcipher-v12.4.1-node-v137-linux-x64.tar.gz",
    ],
    [
      "a host of its own, with Node-API",
      {
        name: "keytar",
        version: "7.9.0",
        scripts: { install: "prebuild-install --runtime napi || npm run build" },
        binary: { host: "https://a.example/", remote_path: "./keytar/{version}/", napi_versions: [3, 8, 99] },
      },
      {},
      "https://a.example/keytar/7.9.0/keytar-v7.9.0-napi-v8-linux-x64.tar.gz",
    ],
    [
      "a template of its own",
      { ...sqlite, scripts: { install: "prebuild-install -d https://a.example/{name}/{runtime}-{abi}.tgz" } },
      {},
      "https://a.example/better-sqlite3/node-137.tgz",
    ],
    [
      "a prefix of tags",
      { ...sqlite, scripts: { install: "prebuild-install --tag-prefix better-sqlite3@" } },
      {},
      "https://github.com/WiseLibs/better-sqlite3/releases/download/better-sqlite3@12.4.1/better-sqlite3-v12.4.1-node-v137-linux-x64.tar.gz",
    ],
  ])("%s", async (_title, manifest, fields, expected) => {
    expect(await urls(manifest, fields)).toEqual([expected]);
  });

  test.each<[string, LocateContext["manifest"]]>([
    ["a package that does not call it", { ...sqlite, scripts: {} }],
    ["a package from nowhere", { ...sqlite, repository: "https://gitlab.com/a/b" }],
    ["Node-API without levels", { ...sqlite, scripts: { install: "prebuild-install -r napi" } }],
  ])("is nothing for %s", async (_title, manifest) => {
    expect(await urls(manifest)).toEqual([]);
  });

  test("takes a local tarball first", async () => {
    const root = packageFolder({});
    const name = "better-sqlite3-v12.4.1-node-v137-linux-x64.tar.gz";
    mkdirSync(join(root, "prebuilds"));
    writeFileSync(join(root, "prebuilds", name), "");
    expect(await urls(sqlite, { root })).toEqual([
      `file://${join(root, "prebuilds", name)}`,
      `${releases}/${name}`,
    ]);
    const env = { npm_config_better_sqlite3_local_prebuilds: "elsewhere" };
    expect(await urls(sqlite, { root, env })).toHaveLength(1);
  });

  test("plans an install, where node-gyp's configuration names the addon", async () => {
    const name = "my-addon-v1.2.3-node-v137-linux-x64.tar.gz";
    const bytes = await tarball([
      { name: "build/Release/my_addon.node", content: realAddon("linux-x64-glibc") },
    ]);
    const server = await serve({ [`/v1.2.3/${name}`]: bytes });
    const root = packageFolder({});
    const env = { npm_config_my_addon_binary_host: server.url.replace(/\/$/, "") };
    const context = locateContext({ scripts }, { root, env });
    expect((await findPrebuildInstall(context))[0]?.place).toMatchObject({ plan: undefined });
    writeFileSync(join(root, "binding.gyp"), "{ 'targets': [{ 'target_name': 'my_addon' }] }");
    const [found] = await findPrebuildInstall(context);
    if (found?.place.kind !== "url" || found.place.plan === undefined) throw new Error("no plan");
    expect(await install(found.place.plan)).toMatchObject({
      outcome: { state: "installed", addonFile: join(root, "build/Release/my_addon.node") },
    });
  });
});
