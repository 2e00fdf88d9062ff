import { chmod, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatTarget } from "@nodewright/target-triple";
import { hostTarget } from "@nodewright/target-triple/host";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addRelease, hostVersion, type Mirror, scratch, signingKey } from "./support/mirror.js";
import { prefixWith } from "./support/prefix.js";
import { type Ended, run } from "./support/run.js";
import { type Override, serve, type TestServer } from "./support/server.js";

const folder = `${hostVersion}-${formatTarget(hostTarget())}`;

/** Not a node: for what goes wrong before the binary is looked at. */
const small = prefixWith(Buffer.from("not a binary"));

let tree: Awaited<ReturnType<typeof scratch>>;
let home: Awaited<ReturnType<typeof scratch>>;
let servers: TestServer[];
let dir: string;

beforeEach(async () => {
  tree = await scratch();
  home = await scratch();
  servers = [];
  dir = join(home.path, "nodes");
  await writeFile(join(home.path, "keys.asc"), (await signingKey()).publicKey);
});

afterEach(async () => {
  for (const server of servers) await server[Symbol.asyncDispose]();
  await tree[Symbol.asyncDispose]();
  await home[Symbol.asyncDispose]();
});

async function started(override?: Override): Promise<string> {
  const server = await serve(tree.path, override);
  servers.push(server);
  return server.url;
}

function mirror(isReal = false): Promise<Mirror> {
  return addRelease({ root: tree.path, ...(isReal ? {} : { entries: small }) });
}

interface How {
  readonly source: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly more?: readonly string[];
}

async function install({ source, env, more = [] }: How): Promise<Ended> {
  const args = ["install", "lts", "--dir", dir, "--source", source, "--keyring", "keys.asc", ...more];
  const ended = await run(args, { home: home.path, ...(env === undefined ? {} : { env }) });
  expect(`${ended.stdout}${ended.stderr}`.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  return ended;
}

/** Installs, expecting a failure that leaves nothing behind. */
async function failure(source: string, ...more: string[]): Promise<{ code: string; message: string }> {
  const { code, stdout } = await install({ source, more: ["--json", ...more] });
  expect(code).toBe(1);
  expect(await readdir(dir).catch(() => [])).toEqual([]);
  return JSON.parse(stdout).error;
}

async function writeIndex(text: string): Promise<void> {
  await writeFile(join(tree.path, "index.json"), text);
}

async function changeIndex(change: (row: Record<string, unknown>) => void): Promise<void> {
  const rows: Record<string, unknown>[] = JSON.parse(await readFile(join(tree.path, "index.json"), "utf8"));
  for (const row of rows) change(row);
  await writeIndex(JSON.stringify(rows));
}

describe("an index that is not to be believed", () => {
  it.each([
    ["a page", "<!doctype html><title>Log in</title>", /web page|HTML/],
    ["nothing", "", /it is empty/],
    ["no list", "{}", /not a list of releases/],
    ["a cut list", '[{"version":"v24.0.0"', /not JSON/],
  ])("says that it is %s", async (_, text, message) => {
    await mirror();
    await writeIndex(text);
    const error = await failure(await started());
    expect(error.code).toMatch(/^ERR_SOURCE_/);
    expect(error.message).toMatch(message);
    expect(error.message).toContain("/index.json");
  });

  it("finds no release in an empty list", async () => {
    await mirror();
    await writeIndex("[]");
    expect(await failure(await started())).toMatchObject({ code: "ERR_RELEASE_NOT_FOUND" });
  });

  it.each(["v../../x", "v1.2.3 $(touch x)", "v1.2.3\u001b[2J\u009b31m"])(
    "refuses the version %j, which becomes no path and reaches no terminal",
    async (version) => {
      await mirror();
      await changeIndex((row) => {
        row.version = version;
      });
      const source = await started();
      expect(await failure(source)).toMatchObject({ code: "ERR_SOURCE_INDEX" });
      expect((await install({ source })).code).toBe(1);
      expect((await readdir(home.path)).sort()).not.toContain("x");
    },
  );

  it("refuses a codename that a terminal would obey", async () => {
    await mirror();
    await changeIndex((row) => {
      row.lts = "Kryp\u001b[2Jton";
    });
    const source = await started();
    expect(await failure(source)).toMatchObject({ code: "ERR_SOURCE_INDEX" });
    const { stdout, stderr } = await run(["ls-remote", "--source", source], { home: home.path });
    expect(`${stdout}${stderr}`).not.toContain("\u001b");
  });
});

describe("lists that are not to be believed", () => {
  it.each(["../../etc/passwd", "/etc/passwd", "..\\x", "node\u001b[2J"])(
    "refuses a list that names %j, even unsigned",
    async (name) => {
      await mirror();
      const list = join(tree.path, hostVersion, "SHASUMS256.txt");
      await writeFile(list, `${await readFile(list, "utf8")}${"ab".repeat(32)}  ${name}\n`);
      const error = await failure(await started(), "--unsafe-skip-signature");
      expect(error.code).toBe("ERR_SOURCE_SHASUMS");
    },
  );

  it("says that a release's folder is not there", async () => {
    await mirror();
    await rm(join(tree.path, hostVersion), { recursive: true });
    const source = await started();
    expect(await failure(source)).toMatchObject({
      code: "ERR_SOURCE_NO_SHASUMS",
      message: expect.stringContaining(`${source}/${hostVersion} has no SHASUMS256.txt`),
    });
  });

  it("believes a list from another host for its signature, and none without one", async () => {
    await mirror(true);
    const elsewhere = await started();
    const source = await started((_, response, path) => {
      if (!path.includes("SHASUMS256.txt")) return false;
      response.writeHead(302, { location: `${elsewhere}${path}` }).end();
      return true;
    });
    await rm(join(tree.path, hostVersion, "SHASUMS256.txt.asc"));
    expect(await failure(source)).toMatchObject({ code: "ERR_SOURCE_UNSIGNED" });
    await addRelease({ root: tree.path });
    const { code, stderr } = await install({ source });
    expect(stderr).toContain("sha256 signed by Test Releaser");
    expect(code).toBe(0);
  });
});

describe("a source with credentials", () => {
  it("are used, and shown and kept nowhere", async () => {
    await mirror(true);
    const seen: (string | undefined)[] = [];
    const url = await started(({ headers }) => {
      seen.push(headers.authorization);
      return false;
    });
    const source = url.replace("//", "//me:s3cret@");
    const ends = [
      await install({ source, more: ["--dry-run"] }),
      await install({ source, more: ["--json"] }),
      await install({ source, more: ["--offline", "--force"] }),
      await run(["ls", "--dir", dir, "--json"], { home: home.path }),
    ];
    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(new Set(seen)).toEqual(new Set([`Basic ${Buffer.from("me:s3cret").toString("base64")}`]));
    expect(JSON.stringify(ends)).not.toContain("s3cret");
    const kept = await readdir(home.path, { recursive: true, withFileTypes: true });
    const texts = kept.filter((one) => one.isFile() && /json$|^[0-9a-f]{64}$/.test(one.name));
    expect(texts.length).toBeGreaterThan(2);
    for (const { parentPath, name } of texts) {
      expect((await readFile(join(parentPath, name))).includes("s3cret"), name).toBe(false);
    }
  });

  it.each([
    ["index.json", 404],
    ["index.json", 503],
    [`${hostVersion}/SHASUMS256.txt.asc`, 500],
  ])("are not in the error when %s is answered with %i", async (path, status) => {
    await mirror();
    const url = await started((_, response, asked) => {
      if (asked !== `/${path}`) return false;
      response.writeHead(status, { "retry-after": "0" }).end();
      return true;
    });
    const { code, stdout, stderr } = await install({ source: url.replace("//", "//me:s3cret@") });
    expect(code).toBe(1);
    expect(stderr).toContain("***@127.0.0.1");
    expect(`${stdout}${stderr}`).not.toContain("s3cret");
  });
});

describe("surroundings", () => {
  it("installs below a link, and a name with blanks, quotes and other scripts", async () => {
    await mirror(true);
    const real = join(home.path, "Knoten und 漢字 'x' $HOME");
    await mkdir(real);
    dir = join(home.path, "link");
    await symlink(real, dir);
    expect((await install({ source: await started() })).code).toBe(0);
    expect(await readdir(real)).toEqual([folder]);
    const exec = await run(["exec", "--dir", dir, "lts", "--", "npm"], { home: home.path });
    expect(exec).toMatchObject({ code: 0, stdout: "11.0.0\n" });
  });

  it("needs no TMPDIR, no readable cache and no home", async () => {
    await mirror(true);
    const cache = join(home.path, "cache");
    await writeFile(cache, "a file where a folder belongs");
    const env = { TMPDIR: "/no/such/folder", NODEWRIGHT_CACHE_DIR: cache, HOME: "" };
    const ended = await install({ source: await started(), env });
    expect(ended.stderr).not.toContain("error");
    expect(ended.code).toBe(0);
  });

  it.skipIf(process.getuid?.() === 0)("goes without a cache that must not be read", async () => {
    await mirror(true);
    const cache = join(home.path, "cache");
    await mkdir(cache, { mode: 0o000 });
    const ended = await install({ source: await started(), env: { NODEWRIGHT_CACHE_DIR: cache } });
    await chmod(cache, 0o700);
    expect(ended.code).toBe(0);
  });
});

describe("an install that was changed", () => {
  beforeEach(async () => {
    await mirror(true);
    expect((await install({ source: await started() })).code).toBe(0);
  });

  it("is not run, nor found, without its node; is made anew, or removed", async () => {
    await rm(join(dir, folder, "bin/node"));
    const place = { home: home.path };
    for (const args of [
      ["which", "lts", "--dir", dir],
      ["exec", "--dir", dir, "lts", "--", "node", "--version"],
    ]) {
      const { code, stderr } = await run(args, place);
      expect(code).toBe(1);
      expect(stderr).toContain("is gone");
      expect(stderr).toContain(`install ${hostVersion}`);
    }
    expect((await install({ source: await started() })).stdout).toContain("installed Node.js");
    await rm(join(dir, folder, "bin/node"));
    expect((await run(["uninstall", "lts", "--dir", dir], place)).code).toBe(0);
    expect(await readdir(dir)).toEqual([]);
  });

  it("is not believed when its receipt is another version's", async () => {
    const receipt = join(dir, folder, ".nodewright.json");
    await writeFile(receipt, (await readFile(receipt, "utf8")).replaceAll(hostVersion, "v99.0.0"));
    expect((await run(["ls", "--dir", dir], { home: home.path })).stdout).toBe("");
    const { code, stderr } = await install({ source: await started(), more: ["--force"] });
    expect(code).toBe(1);
    expect(stderr).toContain("is already there and is no complete install");
    expect(await readdir(join(dir, folder))).toContain("bin");
  });
});
