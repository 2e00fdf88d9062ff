import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateSigningKey } from "@nodewright/gpg-verify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { elfHeader } from "./support/elf.js";
import { addRelease, hostVersion, scratch, signingKey } from "./support/mirror.js";
import { prefixWith } from "./support/prefix.js";
import { type Ended, run } from "./support/run.js";
import { serve, type TestServer } from "./support/server.js";

type Scratch = Awaited<ReturnType<typeof scratch>>;

const target = "linux-s390x-glibc";
const folder = `${hostVersion}-${target}`;
const build = { slug: "linux-s390x", entries: prefixWith(elfHeader({ machine: "s390x" })) };

let home: Scratch;
let trees: readonly Scratch[];
let servers: readonly TestServer[];
let dist: TestServer;
let unofficial: TestServer;
let farm: TestServer;
let env: Readonly<Record<string, string>>;
let dir: string;

/** nodejs.org with a build for x64 alone, unofficial-builds and a farm without any, and a registry that is down. */
beforeEach(async () => {
  home = await scratch();
  dir = join(home.path, "nodes");
  trees = await Promise.all([scratch(), scratch(), scratch()]);
  await addRelease({ root: treeOf(0), slug: "linux-x64", entries: [] });
  [dist, unofficial, farm] = await Promise.all([serve(treeOf(0)), serve(treeOf(1)), serve(treeOf(2))]);
  servers = [dist, unofficial, farm];
  await writeFile(join(home.path, "keys.asc"), (await signingKey()).publicKey);
  env = {
    N_NODE_MIRROR: dist.url,
    NODEWRIGHT_UNOFFICIAL_MIRROR: unofficial.url,
    npm_config_registry: "http://127.0.0.1:1/",
  };
});

afterEach(async () => {
  for (const one of [...servers, ...trees, home]) await one[Symbol.asyncDispose]();
});

function treeOf(place: number): string {
  return trees[place]?.path ?? "";
}

function addUnofficial(): Promise<unknown> {
  return addRelease({ root: treeOf(1), ...build, signed: false });
}

function addToFarm(): Promise<unknown> {
  return addRelease({ root: treeOf(2), ...build });
}

function install(args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const all = ["install", hostVersion, "--target", target, "--dir", dir, "--keyring", "keys.asc", ...args];
  return run(all, { home: home.path, env: { ...env, ...more } });
}

async function reportOf(...question: Parameters<typeof install>): Promise<Record<string, unknown>> {
  const { stdout } = await install([...question[0], "--json"], question[1]);
  return JSON.parse(stdout);
}

const farmOf = (): Record<string, string> => ({
  NODEWRIGHT_FARM: farm.url,
  NODEWRIGHT_FARM_KEYRING: "keys.asc",
});

describe("install, where nodejs.org has no build", () => {
  it("finds an unsigned one, and does not take it", async () => {
    await addUnofficial();
    const { code, stderr } = await install([]);
    expect(code).toBe(1);
    expect(stderr).toContain(`skipped   ${dist.url}: no build of Node.js for ${target}`);
    expect(stderr).toContain(
      `error: only ${unofficial.url} has Node.js ${hostVersion} for ${target}, and it signs`,
    );
    expect(stderr).toMatch(/^hint: accept that with --source unofficial/m);
    expect((await reportOf([])).error).toMatchObject({ code: "ERR_INSTALL_UNSIGNED" });
    expect(await readdir(dir).catch(() => [])).toEqual([]);
  });

  it.each<[string, readonly string[], Record<string, string>]>([
    ["--source", ["--source", "dist,unofficial"], {}],
    ["NODEWRIGHT_SOURCE", [], { NODEWRIGHT_SOURCE: "dist,unofficial" }],
    ["--unsafe-skip-signature", ["--unsafe-skip-signature"], {}],
  ])("takes it when %s asks for it, and says that nobody signed it", async (_, args, more) => {
    await addUnofficial();
    const { code, stdout, stderr } = await install(args, more);
    expect(stderr).toContain("signature not checked");
    expect(stdout).toContain(`installed Node.js ${hostVersion} (${target})`);
    expect(code).toBe(0);
    const receipt = JSON.parse(await readFile(join(dir, folder, ".nodewright.json"), "utf8"));
    expect(receipt).toMatchObject({
      source: { name: unofficial.url },
      evidence: [{ kind: "unsigned-shasums" }],
    });
  });

  it("takes a farm's by the farm's key, before npm is asked", async () => {
    await addUnofficial();
    await addToFarm();
    expect(await reportOf([], farmOf())).toMatchObject({
      outcome: "installed",
      source: { name: farm.url },
      evidence: [{ kind: "release-key", signer: expect.stringContaining("Test Releaser") }],
      passedOver: [
        { source: dist.url, target, why: "no-build" },
        { source: unofficial.url, target, why: "unsigned" },
      ],
    });
    const flags = ["--source", "farm", "--farm", treeOf(2), "--farm-keyring", "keys.asc", "--force"];
    expect(await reportOf(flags)).toMatchObject({ source: { kind: "directory", name: treeOf(2) } });
  });

  it("refuses a farm that signs nothing, with another key, or without a key of its own", async () => {
    await addToFarm();
    const other = await generateSigningKey({ name: "Other", email: "other@example.org" });
    await writeFile(join(home.path, "other.asc"), other.publicKey);
    const wrongKey = { ...farmOf(), NODEWRIGHT_FARM_KEYRING: "other.asc" };
    expect((await reportOf([], wrongKey)).error).toMatchObject({ code: "ERR_SOURCE_SIGNATURE" });
    expect((await reportOf([], { NODEWRIGHT_FARM: farm.url })).error).toMatchObject({
      code: "ERR_SOURCE_CONFIG",
      hint: expect.stringContaining("NODEWRIGHT_FARM_KEYRING"),
    });
    await rm(join(treeOf(2), hostVersion, "SHASUMS256.txt.asc"));
    expect((await reportOf([], farmOf())).error).toMatchObject({ code: "ERR_SOURCE_UNSIGNED" });
    expect(await readdir(dir).catch(() => [])).toEqual([]);
  });

  it("names every source with its reason when none has it", async () => {
    const { error } = await reportOf([]);
    expect(error).toMatchObject({
      code: "ERR_INSTALL_NO_SOURCE",
      message: expect.stringMatching(
        new RegExp(
          `for ${target}: ${dist.url}: no build .*; ${unofficial.url}: there is no .*; npm registry .*refused`,
        ),
      ),
    });
  });

  it("goes on where unofficial-builds, which nobody asked for, answers nonsense", async () => {
    await writeFile(join(treeOf(1), "index.json"), "<html>");
    await addToFarm();
    expect(await reportOf([], farmOf())).toMatchObject({
      outcome: "installed",
      passedOver: [{ why: "no-build" }, { why: "wrong-answer" }],
    });
    expect((await reportOf(["--source", "unofficial,farm"], farmOf())).error).toMatchObject({
      code: "ERR_SOURCE_INDEX",
    });
  });
});

describe("install, where somebody tampers", () => {
  it("takes nodejs.org's own build though its row is hidden", async () => {
    await addUnofficial();
    await addRelease({ root: treeOf(0), ...build });
    for (const index of ["[]", await readFile(join(treeOf(1), "index.json"), "utf8")]) {
      // The row is gone, or tells of nothing but the code.
      await writeFile(join(treeOf(0), "index.json"), index.replaceAll(build.slug, "src"));
      for (const args of [[], ["--source", "dist,unofficial"]]) {
        expect(await reportOf([...args, "--force"])).toMatchObject({
          source: { name: dist.url },
          evidence: [{ kind: "release-key" }],
          reason: expect.stringContaining(
            `The index of ${dist.url} does not tell of it; its signed list does.`,
          ),
        });
      }
    }
  });

  it("does not ask the next source after a list that was changed", async () => {
    await addUnofficial();
    const { archiveName } = await addRelease({ root: treeOf(0), ...build });
    const file = join(treeOf(0), hostVersion, "SHASUMS256.txt.asc");
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace(/^[0-9a-f]{64}/m, "0".repeat(64)));
    const before = unofficial.requests.length;
    const { error } = await reportOf(["--source", "dist,unofficial"]);
    expect(error).toMatchObject({ code: "ERR_SOURCE_SIGNATURE" });
    expect(unofficial.requests.length).toBe(before);
    // Nor after bytes that are not those of the list.
    await writeFile(file, text);
    await writeFile(join(treeOf(0), hostVersion, archiveName), "other bytes");
    expect((await reportOf(["--source", "dist,unofficial"])).error).toMatchObject({
      code: expect.stringMatching(/^ERR_(ARTIFACT|INSTALL)_/),
    });
    expect(unofficial.requests.length).toBe(before);
    expect(await readdir(dir).catch(() => [])).toEqual([]);
  });

  it("nor when the list behind a hidden row was changed", async () => {
    await addUnofficial();
    await addRelease({ root: treeOf(0), ...build });
    await writeFile(join(treeOf(0), "index.json"), "[]");
    const file = join(treeOf(0), hostVersion, "SHASUMS256.txt.asc");
    await writeFile(file, (await readFile(file, "utf8")).replace(/^[0-9a-f]{64}/m, "0".repeat(64)));
    expect((await reportOf(["--source", "dist,unofficial"])).error).toMatchObject({
      code: "ERR_SOURCE_SIGNATURE",
    });
  });
});

describe("install, for what the host runs", () => {
  const isX64 = process.platform === "linux" && process.arch === "x64";

  it.skipIf(!isX64)(
    "takes a build for older systems of glibc where there is no other, and runs it",
    async () => {
      await rm(join(treeOf(0), hostVersion), { recursive: true });
      await writeFile(join(treeOf(0), "index.json"), "[]");
      await addRelease({ root: treeOf(1), slug: "linux-x64-glibc-217", signed: false });
      const place = ["--dir", dir];
      const at = { home: home.path, env };
      const question = [hostVersion, ...place, "--source", "dist,unofficial", "--json"];
      const { stdout } = await run(["install", ...question], at);
      expect(JSON.parse(stdout)).toMatchObject({
        outcome: "installed",
        target: "linux-x64-glibc+glibc-217",
        versions: { node: process.versions.node },
        reason: expect.stringContaining(
          "None was found for linux-x64-glibc; linux-x64-glibc+glibc-217 is taken instead: built for older glibc too.",
        ),
      });
      const which = await run(["which", hostVersion, ...place], at);
      expect(which.stdout).toContain(`${hostVersion}-linux-x64-glibc+glibc-217`);
      const exec = await run(["exec", ...place, hostVersion, "--", "node", "--version"], at);
      expect(exec.stdout).toBe(`${hostVersion}\n`);
      // Who names the target has that one, or none; who leaves it open has what is open.
      const named = await run(["install", "--target", "linux-x64-glibc", ...question], at);
      expect(JSON.parse(named.stdout).error).toMatchObject({ code: "ERR_INSTALL_NO_SOURCE" });
      const open = await run(["install", "--target", "linux-x64", ...question], at);
      expect(JSON.parse(open.stdout)).toMatchObject({ outcome: "already-installed" });
    },
  );
});

describe("ls-remote, over several sources", () => {
  it("says where each release comes from, and what was skipped", async () => {
    await addUnofficial();
    const at = { home: home.path, env };
    const { code, stdout, stderr } = await run(["ls-remote", "--target", target], at);
    expect(stdout.trim().split(/\s{2,}/)).toEqual([
      hostVersion,
      "2026-10-01",
      "npm 11.0.0",
      "Krypton",
      `${unofficial.url} (unsigned: --source unofficial)`,
    ]);
    expect(stderr).toMatch(/^skipped {3}npm registry/m);
    expect(code).toBe(0);
    const json = await run(["ls-remote", "--target", "linux-x64", "--json"], at);
    expect(JSON.parse(json.stdout)).toMatchObject([
      { version: hostVersion, files: expect.any(Array), source: dist.url },
    ]);
    expect(json.stderr).toBe("");
  });

  it("names the variable of an address that is none of Node.js, as Electron's headers", async () => {
    const more = { N_NODE_MIRROR: "", npm_config_disturl: `${farm.url}/headers` };
    for (const command of [["install", "22", "--dir", dir], ["ls-remote"]]) {
      const { code, stderr } = await run(command, { home: home.path, env: { ...env, ...more } });
      expect(code).toBe(1);
      expect(stderr).toMatch(/^error: there is no .*\/headers\/index\.json .*npm_config_disturl/m);
      expect(stderr).toMatch(/^hint: unset npm_config_disturl/m);
    }
  });
});
