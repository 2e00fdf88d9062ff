import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { specDialects } from "@nodewright/release-index";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { elfHeader } from "./support/elf.js";
import { addRelease, scratch, signingKey } from "./support/mirror.js";
import { prefixWith } from "./support/prefix.js";
import { type Ended, run } from "./support/run.js";
import { serve, type TestServer } from "./support/server.js";

const target = "linux-s390x-glibc";
const releases = [
  ["v22.3.0", "Jod"],
  ["v24.1.0", "Krypton"],
  ["v24.2.0", "Krypton"],
  ["v26.1.0", false],
] as const;

let tree: Awaited<ReturnType<typeof scratch>>;
let home: Awaited<ReturnType<typeof scratch>>;
let server: TestServer;

beforeAll(async () => {
  tree = await scratch();
  home = await scratch();
  server = await serve(tree.path);
  await writeFile(join(home.path, "keys.asc"), (await signingKey()).publicKey);
  for (const [version, lts] of releases) {
    const entries = prefixWith(elfHeader({ machine: "s390x" }));
    await addRelease({ root: tree.path, version, lts, slug: "linux-s390x", entries });
  }
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await tree[Symbol.asyncDispose]();
  await home[Symbol.asyncDispose]();
});

/** Every test has a project and a folder of installs of its own. */
async function project(files: Readonly<Record<string, string>> = {}): Promise<{
  readonly cwd: string;
  readonly dir: string;
  readonly cli: (...args: string[]) => Promise<Ended>;
  readonly install: (...args: string[]) => Promise<Ended>;
}> {
  const cwd = join(home.path, `project-${Math.random().toString(36).slice(2)}`);
  await mkdir(cwd);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, name)), { recursive: true });
    await writeFile(join(cwd, name), content);
  }
  const dir = join(cwd, "nodes");
  const at = { home: home.path, cwd };
  const place = ["--dir", dir, "--target", target];
  const from = ["--source", server.url, "--keyring", join(home.path, "keys.asc")];
  return {
    cwd,
    dir,
    cli: (...args) => run(args, at),
    install: (...args) => run(["install", ...args, ...place, ...from], at),
  };
}

describe("nodewright-install, version words", () => {
  it.each([
    ["node@24", "v24.2.0"],
    ["nodejs@22", "v22.3.0"],
    ["v24", "v24.2.0"],
    ["24.x", "v24.2.0"],
    ["lts/*", "v24.2.0"],
    ["lts/-1", "v22.3.0"],
    ["<24.2", "v24.1.0"],
  ])("reads %s", async (spec, version) => {
    const { stdout } = await (await project()).install(spec, "--dry-run", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "dry-run", version, request: { spec } });
  });

  it.each([
    ["stable", "nvm", "v26.1.0"],
    ["stable", "n", "v24.2.0"],
    ["", "volta", "v24.2.0"],
    ["lts-krypton", "mise", "v24.2.0"],
    ["maintained", "nv", "v26.1.0"],
    ["^22", "engines", "v22.3.0"],
  ])("reads %j as %s does", async (spec, dialect, version) => {
    const { stdout } = await (await project()).install(spec, "--dialect", dialect, "--dry-run", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ version, request: { spec, dialect } });
  });

  it("asks back about a word on which the tools differ, and about a tool that it does not know", async () => {
    const { install, cli } = await project();
    const unclear = await install("stable");
    expect(unclear.code).toBe(1);
    expect(unclear.stderr).toContain('"stable" is the newest release in nvm and the newest LTS release in n');
    const unknown = await install("24", "--dialect", "yarn");
    expect(unknown.code).toBe(2);
    const offered = /Allowed choices are ([^.]+)\./.exec(unknown.stderr)?.[1]?.split(", ");
    expect(offered).toEqual(specDialects);
    expect((await cli("install", "--help")).stdout).toContain("--dialect <dialect>");
  });

  it("reads them in the other commands too", async () => {
    const { install, cli, dir } = await project();
    await install("24", "22");
    const place = ["--dir", dir, "--target", target];
    expect((await cli("which", "stable", "--dialect", "n", ...place)).stdout).toContain("v24.2.0");
    expect((await cli("which", "node@22", ...place)).stdout).toContain("v22.3.0");
    const listed = await cli(
      "ls-remote",
      "lts/jod",
      "--dialect",
      "nvm",
      "--target",
      target,
      "--source",
      server.url,
    );
    expect(listed.stdout).toMatch(/^v22\.3\.0 .*\n$/);
    expect((await cli("uninstall", "lts/-1", ...place)).stdout).toContain("removed v22.3.0");
    expect(await readdir(dir)).toEqual([`v24.2.0-${target}`]);
  });
});

describe("nodewright-install, without a version word", () => {
  it("takes the nearest version file's, and says so", async () => {
    const { install, cwd } = await project({ ".nvmrc": "# ours\nlts/jod\n" });
    const { code, stdout, stderr } = await install();
    expect(stderr).toContain("version   lts/jod, from .nvmrc:2\n");
    expect(stdout).toContain("installed Node.js v22.3.0");
    expect(code).toBe(0);
    const { stdout: json } = await install("--json");
    expect(JSON.parse(json)).toMatchObject({
      request: { spec: "lts/jod", dialect: "nvm", file: join(cwd, ".nvmrc"), line: 2, member: null },
      version: "v22.3.0",
    });
  });

  it("says which member of package.json decided, and what gave way", async () => {
    const { cwd, dir } = await project({
      "package.json":
        '{"workspaces": ["a"], "devEngines": {"runtime": {"name": "node", "version": "^24.1"}}}',
      "a/package.json": '{"engines": {"node": ">=22"}}',
    });
    const args = ["--dir", dir, "--target", target, "--source", server.url, "--dry-run"];
    const key = ["--keyring", join(home.path, "keys.asc")];
    const { stderr, stdout } = await run(["install", ...args, ...key], {
      home: home.path,
      cwd: join(cwd, "a"),
    });
    expect(stderr).toContain("version   ^24.1, from devEngines.runtime.version of ../package.json\n");
    expect(stderr).toContain("note      engines.node of package.json (>=22) is a requirement");
    expect(stdout).toContain("would install Node.js v24.2.0");
  });

  it("finds what the file asks for, and lists what it covers", async () => {
    const { install, cli, dir } = await project({ ".tool-versions": "nodejs 24.1.0\n" });
    await install("24.1.0", "26");
    const place = ["--dir", dir, "--target", target];
    expect((await cli("which", ...place)).stdout).toContain("v24.1.0");
    expect(JSON.parse((await cli("which", "--json", ...place)).stdout)).toMatchObject({
      request: { spec: "24.1.0", line: 1 },
    });
    const listed = await cli("ls-remote", "--target", target, "--source", server.url);
    expect(listed.stdout).toMatch(/^v24\.1\.0 .*\n$/);
    expect(listed.stderr).toContain("version   24.1.0, from .tool-versions:1; --all lists");
    const all = await cli("ls-remote", "--all", "--target", target, "--source", server.url);
    expect(all.stdout.trim().split("\n")).toHaveLength(releases.length);
  });

  it("is a usage error where no file asks for a version", async () => {
    const { install, cli } = await project({ "package.json": "{}" });
    for (const { code, stderr } of [await install(), await cli("which"), await cli("exec", "--", "node")]) {
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /^error: no version is given, and no version file lies in .*\nhint: name a version/,
      );
    }
  });

  it("names a bad file and its line", async () => {
    const { install, cwd } = await project({ ".nvmrc": "\nnewest\n" });
    const { code, stderr } = await install();
    expect(code).toBe(1);
    expect(stderr).toContain(
      `error: ${join(cwd, ".nvmrc")}, line 2: cannot resolve "newest" as nvm reads it`,
    );
  });
});

describe("nodewright-install, several versions", () => {
  it("installs each release once", async () => {
    const { install, dir } = await project();
    const { code, stdout, stderr } = await install("22", "24", "lts/krypton");
    expect(code).toBe(0);
    expect(stdout.match(/^installed Node\.js v\d+/gm)).toEqual([
      "installed Node.js v22",
      "installed Node.js v24",
      "installed Node.js v24",
    ]);
    expect(stderr.match(/checked /g)).toHaveLength(2);
    expect(stderr).toContain("lts/krypton: resolved  v24.2.0: ");
    expect((await readdir(dir)).sort()).toEqual([`v22.3.0-${target}`, `v24.2.0-${target}`]);
  });

  it("reports a failure, exits with 1, and keeps the others", async () => {
    const { install, dir } = await project();
    const { code, stdout, stderr } = await install("99", "24");
    expect(code).toBe(1);
    expect(stderr).toMatch(/failed {4}99\nerror: .*99.*\nhint: /);
    expect(stdout).toContain("installed Node.js v24.2.0");
    expect(await readdir(dir)).toEqual([`v24.2.0-${target}`]);
  });

  it("gives one JSON array, in the order asked", async () => {
    const { install } = await project();
    const { code, stdout } = await install("26", "0.1.2", "22", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([
      { request: { spec: "26" }, outcome: "installed", version: "v26.1.0" },
      { request: { spec: "0.1.2" }, error: { code: "ERR_RELEASE_NOT_FOUND" } },
      { request: { spec: "22" }, outcome: "installed", version: "v22.3.0" },
    ]);
  });
});
