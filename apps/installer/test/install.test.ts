import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatTarget } from "@nodewright/target-triple";
import { hostTarget } from "@nodewright/target-triple/host";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addRelease, hostVersion, type Mirror, scratch, signingKey } from "./support/mirror.js";
import { run } from "./support/run.js";
import { serve, type TestServer } from "./support/server.js";

const target = formatTarget(hostTarget());
const folder = `${hostVersion}-${target}`;

describe("nodewright-install, against a signed mirror with a real Node.js", () => {
  let tree: Awaited<ReturnType<typeof scratch>>;
  let home: Awaited<ReturnType<typeof scratch>>;
  let mirror: Mirror;
  let server: TestServer;
  let dir: string;

  beforeAll(async () => {
    tree = await scratch();
    home = await scratch();
    mirror = await addRelease({ root: tree.path });
    server = await serve(tree.path);
    dir = join(home.path, "nodes");
    await writeFile(join(home.path, "keys.asc"), (await signingKey()).publicKey);
  });

  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await tree[Symbol.asyncDispose]();
    await home[Symbol.asyncDispose]();
  });

  const install = (...args: string[]) =>
    run(["install", ...args, "--dir", dir, "--source", server.url, "--keyring", "keys.asc"], {
      home: home.path,
    });

  it("writes nothing on a dry run", async () => {
    const { code, stdout } = await install("lts", "--dry-run");
    expect(code).toBe(0);
    expect(stdout).toContain(`would install Node.js ${hostVersion} (${target})`);
    expect(existsSync(dir)).toBe(false);
  });

  it("installs the newest LTS release as an ordinary prefix and says what vouched for it", async () => {
    const { code, stdout, stderr } = await install("lts");
    expect(stderr).toContain(`resolved  ${hostVersion}: "lts" means`);
    expect(stderr).toMatch(/proof {5}node-v[\d.]+-\S+\.tar\.gz: sha256 signed by Test Releaser/);
    expect(stdout).toContain(`installed Node.js ${hostVersion} (${target}): ${join(dir, folder)}`);
    expect(stdout).toContain(`runs with node ${process.versions.node}`);
    expect(code).toBe(0);
    expect((await readdir(join(dir, folder))).sort()).toEqual([
      ".nodewright.json",
      "README.md",
      "bin",
      "include",
      "lib",
    ]);
    expect(
      execFileSync(join(dir, folder, "bin/npm"), { env: { PATH: join(dir, folder, "bin") } }).toString(),
    ).toBe("11.0.0\n");
    expect(await readdir(dir)).toEqual([folder]);
  });

  it("keeps the evidence in the receipt", async () => {
    const receipt = JSON.parse(await readFile(join(dir, folder, ".nodewright.json"), "utf8"));
    expect(receipt).toMatchObject({
      version: hostVersion,
      target,
      source: { kind: "dist", name: server.url },
    });
    expect(receipt.evidence).toMatchObject([
      { kind: "release-key", signer: expect.stringContaining("Test Releaser") },
    ]);
  });

  it("is content with an install that is already there", async () => {
    const { code, stdout } = await install(hostVersion);
    expect(code).toBe(0);
    expect(stdout).toContain(`already there Node.js ${hostVersion}`);
  });

  it("prints one JSON object with --json and nothing else", async () => {
    const { code, stdout, stderr } = await install(process.versions.node.split(".")[0] ?? "", "--json");
    expect(code).toBe(0);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: "already-installed",
      version: hostVersion,
      target,
      prefix: join(dir, folder),
      versions: { node: process.versions.node },
    });
  });

  it("makes a damaged install anew", async () => {
    await writeFile(join(dir, folder, "bin/node"), "#!/bin/sh\n");
    const { code, stdout } = await install("lts");
    expect(code).toBe(0);
    expect(stdout).toContain("installed Node.js");
  });

  it("installs again offline from the cache", async () => {
    const before = server.requests.length;
    const { code, stderr } = await install("lts", "--offline", "--force");
    expect(code).toBe(0);
    expect(stderr).toContain(`cached    ${mirror.archiveName}: verified again`);
    expect(server.requests.length).toBe(before);
  });

  it("lists, finds, runs and removes the install", async () => {
    const place = { home: home.path };
    expect((await run(["ls", "--dir", dir], place)).stdout).toBe(
      `${hostVersion}  ${target}  Krypton  ${join(dir, folder)}\n`,
    );
    expect((await run(["which", "krypton", "--dir", dir], place)).stdout).toBe(
      `${join(dir, folder, "bin/node")}\n`,
    );
    const exec = await run(
      ["exec", "--dir", dir, "lts", "--", "node", "-p", "process.argv[1] + process.execPath", "--", "x"],
      place,
    );
    expect(exec.stdout).toBe(`x${join(dir, folder, "bin/node")}\n`);
    await writeFile(join(home.path, ".node-version"), "lts/krypton\n");
    const bare = await run(["exec", "--dir", dir, "--", "node", "-p", "process.argv[1]", "--", "y"], place);
    expect(bare.stdout).toBe("y\n");
    const failed = await run(["exec", "--dir", dir, "lts", "--", "node", "-e", "process.exit(7)"], place);
    expect(failed.code).toBe(7);
    const removed = await run(["uninstall", "lts", "--dir", dir], place);
    expect(removed.stdout).toBe(`removed ${hostVersion} (${target}): ${join(dir, folder)}\n`);
    expect(await readdir(dir)).toEqual([]);
    const missing = await run(["which", "lts", "--dir", dir], place);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain(`error: no installed Node.js matches "lts" for ${target} in ${dir}`);
  });

  it("lists what the source has", async () => {
    const { stdout } = await run(["ls-remote", "lts", "--source", server.url, "--json"], { home: home.path });
    expect(JSON.parse(stdout)).toMatchObject([{ version: hostVersion, lts: "Krypton" }]);
  });

  it("installs from a directory as from a server", async () => {
    const { code, stdout } = await run(
      [
        "install",
        "latest",
        "--dir",
        join(home.path, "from-folder"),
        "--source",
        tree.path,
        "--keyring",
        "keys.asc",
        "--json",
      ],
      { home: home.path },
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: "installed",
      source: { kind: "directory", name: tree.path },
    });
  });
});
