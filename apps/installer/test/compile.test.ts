import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatTarget } from "@nodewright/target-triple";
import { hostTarget } from "@nodewright/target-triple/host";
import { describe, expect, it } from "vitest";
import { addRelease, scratch, signingKey } from "./support/mirror.js";
import { type Ended, ended, run, start } from "./support/run.js";
import { serve } from "./support/server.js";
import { addSource, type SourceRelease } from "./support/source.js";

const version = "v24.99.0";
const target = formatTarget(hostTarget());
const folder = `${version}-${target}`;
const hasTools = ["gcc", "g++", "make", "python3"].every(
  (tool) => spawnSync("sh", ["-c", `command -v ${tool}`]).status === 0,
);

/** A signed mirror that has the code of one release and no binary, and a home to install from it in. */
async function setting(release: Partial<SourceRelease> = {}) {
  const tree = await scratch();
  const home = await scratch();
  const archive = await addSource({ root: tree.path, version, ...release });
  const server = await serve(tree.path);
  await writeFile(join(home.path, "keys.asc"), (await signingKey()).publicKey);
  const [dir, tmp] = [join(home.path, "nodes"), join(home.path, "tmp")];
  await mkdir(tmp);
  const args = (...more: readonly string[]) =>
    ["install", "24", ...more, "--dir", dir, "--source", server.url, "--keyring", "keys.asc"] as const;
  const env = { TMPDIR: tmp };
  return {
    ...{ tree, home, archive, server, dir, tmp, args, env },
    install: (more: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Ended> =>
      run(args(...more), { home: home.path, env: { ...env, ...variables } }),
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await tree[Symbol.asyncDispose]();
      await home[Symbol.asyncDispose]();
    },
  };
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

const tree = (text: string) => ({ configure: `#!/bin/sh\n${text}\n` });

describe.skipIf(!hasTools && !process.env.CI)(
  "install --compile (skipped without gcc, g++, make, python3)",
  () => {
    it("builds a release without a binary, checks it, runs it, and says what of and with what", async () => {
      await using place = await setting();
      const { dir, tmp, install } = place;
      const { code, stdout, stderr } = await install(["--compile"], {
        NODE_CONFIGURE_OPTS: "--with-modules=137",
        CFLAGS: "-O1",
      });
      expect({ code, stderr }).toMatchObject({ code: 0 });
      expect(stderr).toContain("compile   no build of Node.js for");
      expect(stderr).toMatch(/proof {5}node-v24\.99\.0\.tar\.gz: sha256 signed by Test Releaser/);
      expect(stderr).toMatch(/checked {3}ELF linux|checked {3}MACH/);
      expect(stdout).toContain(`installed Node.js ${version} (${target}): ${join(dir, folder)}\n`);
      expect(stdout).toContain("built from its source with g++");
      expect(stdout).toContain("runs with node 24.99.0, modules 137");
      expect(execFileSync(join(dir, folder, "bin/node"), ["--version"], { encoding: "utf8" })).toBe(
        `${version}\n`,
      );
      expect((await readdir(join(dir, folder))).sort()).toEqual([".nodewright.json", "bin", "include"]);
      expect(JSON.parse(await readFile(join(dir, folder, ".nodewright.json"), "utf8"))).toMatchObject({
        version,
        target,
        evidence: [{ kind: "release-key", fileName: "node-v24.99.0.tar.gz" }],
        built: { configure: "--with-modules=137", compiler: expect.stringContaining("g++") },
      });
      expect([await readdir(dir), await readdir(tmp)]).toEqual([[folder], []]);
      expect((await install(["--compile", "--json"])).stdout).toContain('"outcome":"already-installed"');
    });

    it("names the option where it is not given", async () => {
      await using place = await setting();
      const { code, stderr } = await place.install([]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^error: no build of Node\.js for/m);
      expect(stderr).toMatch(/^hint: .*It can be built here from its source: --compile$/m);
    });

    it("does not build where there is a binary", async () => {
      await using place = await setting();
      await addRelease({ root: place.tree.path });
      const { code, stdout } = await place.install(["--compile"]);
      expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.not.stringContaining("built from") });
    });

    it("builds in any case with --compile-only", async () => {
      const slug = `${process.platform}-${process.arch}`;
      await using place = await setting({ tokens: [slug] });
      expect((await place.install(["--compile"])).stderr).toContain("has no archive for");
      await using other = await setting({ tokens: [slug] });
      const { code, stderr } = await other.install(["--compile-only", "--json"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    });

    it("refuses another target, with the reason and before anything is fetched", async () => {
      await using place = await setting();
      const { code, stderr } = await place.install(["--compile", "--target", "linux-s390x"]);
      expect(code).toBe(1);
      expect(stderr).toContain("error: Node.js cannot be built from its source: for linux-s390x");
      expect(place.server.requests.filter((line) => line.includes("tar"))).toEqual([]);
    });

    it("names every tool that is missing before anything is fetched", async () => {
      await using place = await setting();
      const bin = join(place.home.path, "bin");
      await mkdir(bin);
      await symlink("/usr/bin/uname", join(bin, "uname"));
      const { code, stderr } = await place.install(["--compile"], { PATH: bin });
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /make \(\w+\), Python \(python3\), a C compiler \(\w+\), a C\+\+ compiler \(\S+\) are not on PATH/,
      );
      expect(place.server.requests.filter((line) => line.includes("tar"))).toEqual([]);
    });

    it("takes no code that is not what was signed", async () => {
      await using place = await setting();
      await addSource({ root: place.home.path, version, files: { LICENSE: "changed" } });
      await writeFile(
        place.archive,
        await readFile(join(place.home.path, version, `node-${version}.tar.gz`)),
      );
      const { code, stderr } = await place.install(["--compile"]);
      expect(code).toBe(1);
      expect(stderr).toContain("sha256");
      expect([existsSync(place.dir), await readdir(place.tmp)]).toEqual([false, []]);
    });

    it("reports a build that fails, and leaves its log and tree", async () => {
      await using place = await setting({ files: tree("echo 'no such luck' >&2; exit 3") });
      const { code, stderr } = await place.install(["--compile"]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/build {5}BUILD FAILED \(.* using nodewright /);
      expect(stderr).toMatch(/build {5}Inspect or clean up the working tree at .*nodewright-build-/);
      expect(stderr).toMatch(/build {5}no such luck/);
      expect(stderr).toMatch(
        /^error: Node\.js v24\.99\.0 could not be built from its source: see (.*\.log)$/m,
      );
      const [log = ""] = /\S+\.log$/m.exec(stderr) ?? [];
      expect(await readFile(log, "utf8")).toContain("no such luck");
      expect(existsSync(place.dir)).toBe(false);
    });

    it("refuses a build that says that it is another version", async () => {
      await using place = await setting({ files: { "src/version.h": '#define NODE_VERSION "1.0.0"\n' } });
      const { code, stderr } = await place.install(["--compile"]);
      expect({ code, stderr }).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("says that it is v1.0.0"),
      });
      expect([existsSync(place.dir), await readdir(place.tmp)]).toEqual([false, []]);
    });

    it("leaves nothing when it is stopped, and stops what the build has started", async () => {
      await using place = await setting({
        files: tree('sh -c "echo $$ > $TMPDIR/pid; exec sleep 600" & wait'),
      });
      const child = start(place.args("--compile"), { home: place.home.path, env: place.env });
      const end = ended(child);
      const pid = join(place.tmp, "pid");
      await until(async () => existsSync(pid) && (await readFile(pid, "utf8")).endsWith("\n"));
      const sleeper = Number(await readFile(pid, "utf8"));
      child.kill("SIGTERM");
      expect(await end).toMatchObject({
        code: 143,
        stderr: expect.stringContaining("nothing was left half done"),
      });
      const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(sleeper)], { encoding: "utf8" });
      expect(stdout).toMatch(/^(?:Z.*)?$/s);
      expect([existsSync(place.dir), await readdir(place.tmp)]).toEqual([false, ["pid"]]);
    });

    it("builds once when two want the same", async () => {
      const slow = {
        Makefile:
          "all:\n\tsleep 1\n\tmkdir -p out\n\t$(CC) -DMODULES='\"1\"' -o out/node src/node.c\ninstall:\n\tmkdir -p $(DESTDIR)$(PREFIX)/bin\n\tcp out/node $(DESTDIR)$(PREFIX)/bin\ninclude config.mk\n",
      };
      await using place = await setting({ files: slow });
      const both = await Promise.all([place.install(["--compile"]), place.install(["--compile"])]);
      expect(both.map(({ code }) => code)).toEqual([0, 0]);
      expect(both.map(({ stdout }) => stdout.split(" Node.js")[0]).sort()).toEqual([
        "already there",
        "installed",
      ]);
      expect(both.map(({ stderr }) => stderr).join()).toContain("waiting   for process");
      expect([await readdir(place.dir), await readdir(place.tmp)]).toEqual([[folder], []]);
    });
  },
);
