import { execFileSync } from "node:child_process";
import { chmod, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatTarget } from "@nodewright/target-triple";
import { hostTarget } from "@nodewright/target-triple/host";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Entry, writeBomb } from "./support/archive.js";
import { elfHeader } from "./support/elf.js";
import { addRelease, hostVersion, list, type Mirror, scratch, signingKey } from "./support/mirror.js";
import { prefixWith } from "./support/prefix.js";
import { ended, run, start } from "./support/run.js";
import { type Override, sendFile, serve, type TestServer } from "./support/server.js";

const target = formatTarget(hostTarget()) ?? "";

/** Not a node, but quick to pack: what goes wrong before the binary is looked at needs no real one. */
const small = prefixWith(Buffer.from("not a binary"));

let tree: Awaited<ReturnType<typeof scratch>>;
let home: Awaited<ReturnType<typeof scratch>>;
let server: TestServer | undefined;
let dir: string;

beforeEach(async () => {
  tree = await scratch();
  home = await scratch();
  dir = join(home.path, "nodes");
  await writeFile(join(home.path, "keys.asc"), (await signingKey()).publicKey);
});

afterEach(async () => {
  await server?.[Symbol.asyncDispose]();
  server = undefined;
  await tree[Symbol.asyncDispose]();
  await home[Symbol.asyncDispose]();
});

async function mirrorOf(entries: readonly Entry[] | undefined, override?: Override): Promise<Mirror> {
  const mirror = await addRelease({ root: tree.path, ...(entries === undefined ? {} : { entries }) });
  server = await serve(tree.path, override);
  return mirror;
}

function args(...more: string[]): string[] {
  return [
    "install",
    hostVersion,
    "--dir",
    dir,
    "--source",
    server?.url ?? "",
    "--keyring",
    "keys.asc",
    ...more,
  ];
}

/** Installs, expecting a failure; returns the error and proves that nothing was left behind. */
async function failure(...more: string[]): Promise<{ code: string; message: string; hint?: string }> {
  const { code, stdout } = await run(args("--json", ...more), { home: home.path });
  expect(code).toBe(1);
  expect(await readdir(dir).catch(() => [])).toEqual([]);
  return JSON.parse(stdout).error;
}

describe("a source that must not be believed", () => {
  it("refuses an archive with another digest", async () => {
    const { archive } = await mirrorOf(small);
    await writeFile(archive, Buffer.concat([await readFile(archive), Buffer.from("x")]));
    expect(await failure()).toMatchObject({ code: "ERR_ARTIFACT_DIGEST" });
  });

  it("refuses a list whose digest was changed after it was signed", async () => {
    await mirrorOf(small);
    const asc = join(tree.path, hostVersion, "SHASUMS256.txt.asc");
    const text = await readFile(asc, "utf8");
    await writeFile(
      asc,
      text.replace(/^([0-9a-f])/m, (digit) => (digit === "0" ? "1" : "0")),
    );
    const error = await failure();
    expect(error.code).toBe("ERR_SOURCE_SIGNATURE");
    expect(error.message).toContain("(bad)");
  });

  it("refuses a list signed by a stranger", async () => {
    await mirrorOf(small);
    const { code, stderr } = await run(args().slice(0, 6), { home: home.path });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /error: the signature over SHASUMS256\.txt of v\S+ at \S+ was refused \(unknown-key\)/,
    );
    expect(stderr).toContain("hint: ");
  });

  it("refuses a release without SHASUMS256.txt, signature wanted or not", async () => {
    await mirrorOf(small);
    await rm(join(tree.path, hostVersion, "SHASUMS256.txt"));
    await rm(join(tree.path, hostVersion, "SHASUMS256.txt.asc"));
    expect(await failure()).toMatchObject({ code: "ERR_SOURCE_NO_SHASUMS" });
    expect(await failure("--unsafe-skip-signature")).toMatchObject({ code: "ERR_SOURCE_NO_SHASUMS" });
  });

  it("refuses an unsigned list, and takes it when asked by name", async () => {
    await mirrorOf(undefined);
    await rm(join(tree.path, hostVersion, "SHASUMS256.txt.asc"));
    expect(await failure()).toMatchObject({
      code: "ERR_SOURCE_UNSIGNED",
      hint: expect.stringContaining("--unsafe-skip-signature"),
    });
    const { code, stderr } = await run(args("--unsafe-skip-signature"), { home: home.path });
    expect(code).toBe(0);
    expect(stderr).toContain("signature not checked");
  });

  it("refuses a binary of another architecture inside a right-named archive", async () => {
    await mirrorOf(prefixWith(elfHeader({ machine: "s390x" })));
    const error = await failure();
    expect(error.code).toBe("ERR_INSTALL_WRONG_BINARY");
    expect(error.message).toContain(`the archive for ${target} holds another binary`);
    expect(error.message).toContain("s390x");
  });

  it("refuses a node that is another version than its name says", async () => {
    const other = "v99.0.0";
    await addRelease({ root: tree.path, version: other });
    server = await serve(tree.path);
    const { code, stdout } = await run(
      ["install", other, "--dir", dir, "--source", server.url, "--keyring", "keys.asc", "--json"],
      {
        home: home.path,
      },
    );
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject({ code: "ERR_INSTALL_DOES_NOT_RUN" });
    expect(await readdir(dir).catch(() => [])).toEqual([]);
  });

  it.each<[string, Entry]>([
    ["a path with ..", { name: "../../evil", content: "x" }],
    ["an absolute path", { name: "/tmp/evil", isRaw: true, content: "x" }],
    [
      "a symlink that leaves the folder",
      { name: "bin/evil", type: "symlink", linkname: "../../../../etc/passwd" },
    ],
    ["a hardlink to outside", { name: "bin/evil", type: "link", linkname: "../../../../etc/passwd" }],
    ["a device", { name: "bin/evil", type: "character-device", devmajor: 1, devminor: 3 }],
  ])("refuses an archive with %s", async (_, entry) => {
    await mirrorOf([...small, entry]);
    expect(await failure()).toMatchObject({ code: "ERR_ARTIFACT_UNSAFE_ENTRY" });
  });

  it("stops a 10 GB bomb at its bound", async () => {
    const { archive, archiveName } = await mirrorOf(small);
    await writeBomb(archive, 10 * 1024 ** 3);
    await list(tree.path, hostVersion, [archiveName], true);
    expect(await failure()).toMatchObject({ code: "ERR_ARTIFACT_LIMIT" });
  });
});

describe("a bad line", () => {
  it("resumes a download that was cut at 60 %", async () => {
    let isCut = false;
    const { archiveName } = await mirrorOf(undefined, (request, response, path) => {
      if (!path.endsWith(".tar.gz") || isCut || request.method === "HEAD") return false;
      isCut = true;
      const file = join(tree.path, path);
      sendFile(file, request, response, Math.floor(execFileSize(file) * 0.6));
      return true;
    });
    const { code, stderr } = await run(args(), { home: home.path });
    expect(stderr).toContain(`retry     ${archiveName}:`);
    expect(code).toBe(0);
    const fetched = server?.requests.filter((line) => line.includes(archiveName)) ?? [];
    expect(fetched.length).toBe(2);
    expect(fetched[1]).toMatch(/bytes=[1-9]\d+-/);
  });

  it("asks again after 503 twice", async () => {
    let failures = 2;
    await mirrorOf(undefined, (_, response, path) => {
      if (!path.endsWith(".tar.gz") || failures === 0) return false;
      failures -= 1;
      response.writeHead(503, { "retry-after": "0" }).end();
      return true;
    });
    expect((await run(args(), { home: home.path })).code).toBe(0);
  });

  it("knows a web page from an archive", async () => {
    await mirrorOf(small, (_, response, path) => {
      if (!path.endsWith(".tar.gz")) return false;
      response.writeHead(200, { "content-type": "text/html" }).end("<!DOCTYPE html><title>Log in</title>");
      return true;
    });
    expect(await failure()).toMatchObject({ code: "ERR_ARTIFACT_NOT_ARCHIVE" });
  });

  it("stops a redirect loop", async () => {
    await mirrorOf(small, (_, response, path) => {
      if (!path.endsWith(".tar.gz")) return false;
      response.writeHead(302, { location: path }).end();
      return true;
    });
    expect(await failure()).toMatchObject({ code: "ERR_ARTIFACT_REDIRECT" });
  });

  it("gives up on a server that stays silent longer than the timeout", async () => {
    await mirrorOf(small, (_, __, path) => path.endsWith(".tar.gz"));
    expect(await failure("--timeout", "0.2")).toMatchObject({ code: "ERR_ARTIFACT_TIMEOUT" });
  });

  it("names the nearest targets when there is no build for this one", async () => {
    await mirrorOf(small);
    const { code, stdout } = await run([...args("--json"), "--target", "linux-s390x-glibc"], {
      home: home.path,
    });
    expect(code).toBe(1);
    const { error } = JSON.parse(stdout);
    expect(error.code).toBe("ERR_RELEASE_NO_BUILD");
    expect(`${error.message} ${error.hint}`).toContain(target);
  });

  it("says so when a listed archive is not there", async () => {
    const { archive, archiveName } = await mirrorOf(small);
    await rm(archive);
    const error = await failure();
    expect(error.code).toBe("ERR_ARTIFACT_NOT_FOUND");
    expect(error.message).toContain(archiveName);
  });
});

function execFileSize(file: string): number {
  return Number(execFileSync("stat", ["-c", "%s", file]).toString());
}

describe("a bad disk, a bad moment", () => {
  const isRoot = process.getuid?.() === 0;

  it("leaves nothing behind on SIGINT", async () => {
    await mirrorOf(undefined, (request, response, path) => {
      if (!path.endsWith(".tar.gz")) return false;
      sendFile(join(tree.path, path), request, response, 5_000_000);
      response.destroy = () => response;
      return true;
    });
    const child = start(args(), { home: home.path });
    const done = ended(child);
    while (!(await readdir(dir).catch(() => [])).some((name) => name.endsWith(".stage"))) await pause(10);
    await pause(100);
    child.kill("SIGINT");
    const { code, stderr } = await done;
    expect(code).toBe(130);
    expect(stderr).toContain("stopped: nothing was left half done");
    expect(await readdir(dir).catch(() => [])).toEqual([]);
  });

  it("lets two installs of one version at once both end with it", async () => {
    await mirrorOf(undefined);
    const both = await Promise.all([
      run(args("--json"), { home: home.path }),
      run(args("--json"), { home: home.path }),
    ]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const outcomes = both.map(({ stdout }) => JSON.parse(stdout).outcome).sort();
    expect(outcomes).toEqual(["already-installed", "installed"]);
    expect(await readdir(dir)).toEqual([`${hostVersion}-${target}`]);
  });

  it("does not touch a folder that is no install of its own", async () => {
    await mirrorOf(undefined);
    const prefix = join(dir, `${hostVersion}-${target}`);
    await mkdir(prefix, { recursive: true });
    await writeFile(join(prefix, "precious"), "kept");
    const { code, stdout } = await run(args("--json", "--force"), { home: home.path });
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject({
      code: "ERR_INSTALL_DESTINATION",
      message: expect.stringContaining(prefix),
    });
    expect(await readFile(join(prefix, "precious"), "utf8")).toBe("kept");
  });

  it.skipIf(!isRoot && process.env.CI !== "true")(
    "says that the disk is full (needs to mount a tmpfs)",
    async () => {
      await mirrorOf(undefined);
      await mkdir(dir);
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=30m", "tmpfs", dir]);
      try {
        expect(await failure()).toMatchObject({ code: "ERR_ARTIFACT_DISK_FULL" });
      } finally {
        execFileSync("umount", [dir]);
      }
    },
  );

  it("says that the destination is read-only", async () => {
    await mirrorOf(undefined);
    await mkdir(dir);
    if (isRoot) {
      execFileSync("mount", ["-t", "tmpfs", "-o", "ro,size=1m", "tmpfs", dir]);
    } else {
      await chmod(dir, 0o555);
    }
    try {
      const error = await failure();
      expect(["ERR_ARTIFACT_READ_ONLY", "ERR_ARTIFACT_PERMISSION"]).toContain(error.code);
      expect(error.message).toContain(dir);
    } finally {
      if (isRoot) execFileSync("umount", [dir]);
    }
  });
});

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
