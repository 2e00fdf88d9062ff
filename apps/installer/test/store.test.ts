import { existsSync, statSync } from "node:fs";
import { appendFile, chmod, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatTarget } from "@nodewright/target-triple";
import { hostTarget } from "@nodewright/target-triple/host";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addRelease, hostVersion, scratch, signingKey } from "./support/mirror.js";
import { type Ended, run } from "./support/run.js";
import { serve, type TestServer } from "./support/server.js";

const folder = `${hostVersion}-${formatTarget(hostTarget())}`;
const version = hostVersion.slice(1);

/** The installs of one user, who installs one release in many places. */
describe("a release that was installed before", () => {
  let tree: Awaited<ReturnType<typeof scratch>>;
  let home: Awaited<ReturnType<typeof scratch>>;
  let server: TestServer;
  let store: string;

  beforeAll(async () => {
    tree = await scratch();
    home = await scratch();
    await addRelease({ root: tree.path });
    server = await serve(tree.path);
    store = join(home.path, ".local/share/nodewright/store");
    await writeFile(join(home.path, "keys.asc"), (await signingKey()).publicKey);
    expect((await install("first")).code).toBe(0);
  });

  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await tree[Symbol.asyncDispose]();
    await home[Symbol.asyncDispose]();
  });

  function install(dir: string, ...more: readonly string[]): Promise<Ended> {
    const keys = ["--keyring", join(home.path, "keys.asc")];
    const args = [
      "install",
      version,
      "--dir",
      join(home.path, dir),
      "--source",
      server.url,
      ...keys,
      ...more,
    ];
    return run(args, { home: home.path });
  }

  const fileOf = (dir: string, path: string): string => join(home.path, dir, folder, path);

  it("is installed elsewhere without a question to anybody, by files that it shares", async () => {
    const before = server.requests.length;
    const { code, stderr, stdout } = await install("second");
    expect(code).toBe(0);
    expect(server.requests.slice(before)).toEqual([]);
    expect(stderr).toMatch(/reused {4}files of an earlier install, by (?:reflink|hardlink)/);
    expect(stderr).toMatch(/proof {5}\S+: sha256 signed by Test Releaser/);
    expect(stdout).toContain(`runs with node ${version}`);
    for (const path of ["bin/node", "README.md"]) {
      const [one, other] = [statSync(fileOf("first", path)), statSync(fileOf("second", path))];
      // Either two files, or one that nobody writes to by accident.
      expect(one.ino !== other.ino || (other.mode & 0o222) === 0, path).toBe(true);
    }
    const receipt = JSON.parse(await readFile(fileOf("second", ".nodewright.json"), "utf8"));
    expect(receipt.evidence).toMatchObject([{ kind: "release-key" }]);
  });

  it("is asked for anew where the keys of now would not accept what vouched for it then", async () => {
    const dir = join(home.path, "others");
    const args = ["install", version, "--dir", dir, "--source", server.url];
    const { code, stderr } = await run(args, { home: home.path });
    expect(code).toBe(1);
    expect(stderr).not.toContain("reused");
    expect(stderr).toContain("error:");
    expect(existsSync(dir)).toBe(false);
  });

  it("is unpacked anew where a shared file was changed, with --force, and with --no-store as files of its own", async () => {
    const [kept = ""] = await readdir(store);
    const shared = join(store, kept, "tree/README.md");
    await chmod(shared, 0o644);
    await appendFile(shared, "changed");
    const changed = await install("third");
    expect(changed.stderr).not.toContain("reused");
    expect(await readFile(fileOf("third", "README.md"), "utf8")).not.toContain("changed");
    expect((await install("fourth")).stderr).toContain("reused");
    expect((await install("fourth", "--force")).stderr).not.toContain("reused");
    expect((await install("own", "--no-store")).stderr).not.toContain("reused");
    expect(statSync(fileOf("own", "README.md"))).toMatchObject({ nlink: 1 });
    expect(statSync(fileOf("own", "README.md")).mode & 0o200).toBe(0o200);
  });

  it("is forgotten when no install shares its files, or all are to go; installs keep theirs", async () => {
    const prune = (...more: readonly string[]): Promise<Ended> =>
      run(["prune", "--json", ...more], { home: home.path });
    const isLinked = statSync(fileOf("third", "README.md")).nlink > 1;
    expect(JSON.parse((await prune()).stdout).removed).toHaveLength(isLinked ? 0 : 1);
    for (const dir of ["first", "second", "third"]) await rm(join(home.path, dir), { recursive: true });
    expect((await prune("--all")).code).toBe(0);
    expect(await readdir(store)).toEqual([]);
    expect(existsSync(fileOf("fourth", "bin/node"))).toBe(true);
  });
});
