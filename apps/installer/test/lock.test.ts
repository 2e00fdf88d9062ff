import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { elfHeader } from "./support/elf.js";
import { addRelease, list, scratch, signingKey, writeIndex } from "./support/mirror.js";
import { prefixWith } from "./support/prefix.js";
import { type Ended, run } from "./support/run.js";
import { serve, type TestServer } from "./support/server.js";

const target = "linux-s390x-glibc";
const other = "linux-ppc64le-glibc";

let tree: Awaited<ReturnType<typeof scratch>>;
let home: Awaited<ReturnType<typeof scratch>>;
let server: TestServer;
let project: string;
let lockPath: string;

/** A release with archives for both targets. */
async function release(version: string): Promise<void> {
  const entries = prefixWith(elfHeader({ machine: "s390x" }));
  const { archive, archiveName } = await addRelease({
    root: tree.path,
    version,
    slug: "linux-s390x",
    entries,
  });
  const second = archiveName.replace("s390x", "ppc64le");
  await copyFile(archive, join(tree.path, version, second));
  await list(tree.path, version, [archiveName, second], true);
  await writeIndex(tree.path, version, ["headers", "linux-s390x", "linux-ppc64le"]);
  // An index that was read a moment ago is not asked for again.
  await rm(join(home.path, ".cache/nodewright/answers"), { recursive: true, force: true });
}

beforeEach(async () => {
  tree = await scratch();
  home = await scratch();
  server = await serve(tree.path);
  project = join(home.path, "project");
  lockPath = join(project, "nodewright.lock");
  await mkdir(join(project, "src"), { recursive: true });
  await writeFile(join(project, ".nvmrc"), "lts/krypton\n");
  await writeFile(join(home.path, "keys.asc"), (await signingKey()).publicKey);
  await release("v24.1.0");
});

afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await tree[Symbol.asyncDispose]();
  await home[Symbol.asyncDispose]();
});

const from = (): string[] => ["--source", server.url, "--keyring", join(home.path, "keys.asc")];

function cli(...args: string[]): Promise<Ended> {
  return run([...args, ...from()], { home: home.path, cwd: join(project, "src") });
}

function install(...args: string[]): Promise<Ended> {
  return cli("install", "--dir", join(home.path, "nodes"), "--target", target, ...args);
}

const readLock = async () => JSON.parse(await readFile(lockPath, "utf8"));

describe("nodewright lock", () => {
  it("pins the version file's release for every target, beside the file", async () => {
    const { code, stdout } = await cli("lock", "--target", other, "--target", target);
    expect(stdout).toBe(`locked Node.js v24.1.0 for ${other}, ${target}: ${lockPath}\n`);
    expect(code).toBe(0);
    expect(await readLock()).toMatchObject({
      lockfileVersion: 1,
      request: { spec: "lts/krypton", dialect: "nvm" },
      version: "v24.1.0",
      targets: {
        [target]: { files: [{ part: "archive", evidence: [{ kind: "release-key" }] }] },
        [other]: { files: [{ digest: expect.stringMatching(/^[0-9a-f]{64}$/) }] },
      },
    });
    const text = await readFile(lockPath, "utf8");
    await cli("lock");
    expect(await readFile(lockPath, "utf8")).toBe(text);
  });

  it("stays at its release until it is told to go on", async () => {
    await cli("lock", "--target", target);
    await release("v24.2.0");
    await cli("lock", "--target", other);
    expect(await readLock()).toMatchObject({ version: "v24.1.0", targets: { [other]: {}, [target]: {} } });
    expect((await cli("lock", "--upgrade", "--dry-run")).stdout).toContain("would lock Node.js v24.2.0");
    await cli("lock", "--upgrade");
    const lock = await readLock();
    expect(lock.version).toBe("v24.2.0");
    expect(Object.keys(lock.targets)).toEqual([other, target]);
  });
});

describe("nodewright install, with a lock", () => {
  it("installs what is locked, and asks no index and no list", async () => {
    await cli("lock", "--target", target);
    await release("v24.2.0");
    const before = server.requests.length;
    const { code, stdout, stderr } = await install("--json");
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: "installed",
      version: "v24.1.0",
      request: { spec: "lts/krypton", dialect: "nvm" },
      evidence: [{ kind: "lockfile", lockfile: "nodewright.lock" }],
    });
    expect(server.requests.slice(before)).toEqual(["GET /v24.1.0/node-v24.1.0-linux-s390x.tar.gz"]);
  });

  it("needs no network where the cache is filled", async () => {
    await cli("lock", "--target", target);
    await install();
    const before = server.requests.length;
    const { code, stderr } = await install("--offline", "--force", "--frozen");
    expect(code).toBe(0);
    expect(stderr).toContain("verified again");
    expect(server.requests.length).toBe(before);
  });

  it("makes one with --lock, and adds a target that it lacks", async () => {
    await install();
    expect(existsSync(lockPath)).toBe(false);
    await install("--lock", "--dry-run");
    expect(existsSync(lockPath)).toBe(false);
    await install("--lock");
    expect(Object.keys((await readLock()).targets)).toEqual([target]);
    await release("v24.2.0");
    await cli("install", "--dir", join(home.path, "nodes"), "--target", other, "--dry-run");
    expect(Object.keys((await readLock()).targets)).toEqual([target]);
  });

  it("renews one of another request for all its targets, and passes it over with --no-lock", async () => {
    await cli("lock", "--target", target, "--target", other);
    await release("v24.2.0");
    expect((await install("--no-lock", "--dry-run")).stdout).toContain("v24.2.0");
    expect((await readLock()).version).toBe("v24.1.0");
    await writeFile(join(project, ".nvmrc"), "24\n");
    expect((await install()).stdout).toContain("installed Node.js v24.2.0");
    expect(await readLock()).toMatchObject({ request: { spec: "24" }, version: "v24.2.0" });
    expect(Object.keys((await readLock()).targets)).toEqual([other, target]);
  });

  it("fails with --frozen where it would have to be made or renewed", async () => {
    expect(await install("--frozen")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`error: --frozen: there is no ${lockPath}`),
    });
    await cli("lock", "--target", other);
    expect((await install("--frozen")).stderr).toContain(
      `error: nodewright.lock has nothing for ${target}, but for ${other}\nhint: add it: nodewright lock --target`,
    );
    await cli("lock", "--target", target);
    await writeFile(join(project, ".nvmrc"), "22\n");
    const { code, stderr } = await install("--frozen");
    expect(code).toBe(1);
    expect(stderr).toContain('locks "lts/krypton" (nvm), and "22" (nvm) is asked for');
  });
});

describe("nodewright install, with a lock that somebody changed", () => {
  async function change(from: string | RegExp, to: string): Promise<void> {
    await writeFile(lockPath, (await readFile(lockPath, "utf8")).replace(from, to));
  }

  beforeEach(async () => {
    await cli("lock", "--target", target);
  });

  afterEach(() => {
    expect(existsSync(join(home.path, "nodes", `v24.1.0-${target}`))).toBe(false);
  });

  it("refuses bytes that are not the pinned ones", async () => {
    await change(/"digest": "[0-9a-f]{64}"/, `"digest": "${"0".repeat(64)}"`);
    const { stdout } = await install("--json");
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: "ERR_ARTIFACT_DIGEST" } });
  });

  it("refuses a place that is not in use, before anything is asked of it", async () => {
    const elsewhere = await serve(tree.path);
    await change(/"url": "http:\/\/[^/]+/, `"url": "${elsewhere.url}`);
    const { stderr, code } = await install();
    expect(code).toBe(1);
    expect(stderr).toContain(`error: the lock names ${elsewhere.url}/v24.1.0/`);
    expect(elsewhere.requests).toEqual([]);
    await elsewhere[Symbol.asyncDispose]();
  });

  it.each([
    ["merge conflicts", /^/, "<<<<<<< HEAD\n", "it has merge conflicts"],
    ["another format", '"lockfileVersion": 1', '"lockfileVersion": 9', "lockfileVersion: "],
  ])("says that it has %s", async (_, what, by, message) => {
    await change(what, by);
    const { stderr, code } = await install();
    expect(code).toBe(1);
    expect(stderr).toContain(`error: ${lockPath} cannot be read: ${message}`);
    expect(stderr).toContain("hint: restore it from version control");
  });

  it("pins one release alone", async () => {
    const { code, stderr } = await install("22", "24", "--lock");
    expect(code).toBe(2);
    expect(stderr).toContain("error: a lock pins one release, and several are asked for");
    await rm(lockPath);
  });
});
