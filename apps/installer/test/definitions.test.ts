import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import type { Io } from "@nodewright/command-line";
import { importNodeBuildDefinition, parseDefinition } from "@nodewright/definitions";
import { generateSigningKey, signShasums } from "@nodewright/gpg-verify";
import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { definitionsProgram } from "../src/definitions.js";
import { serve } from "./support/server.js";

const SUM = "ab".repeat(32);
let key: Awaited<ReturnType<typeof generateSigningKey>>;
beforeAll(async () => {
  key = await generateSigningKey({ name: "Releaser", email: "releaser@example.org" });
});

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "nodewright-definitions-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
});

function write(name: string, text: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
}
const read = (name: string) => readFileSync(join(root, name), "utf8");

/** A dist tree `dist` with signed lists, but for the versions in `unsigned`. */
async function makeDist(versions: readonly string[], unsigned: readonly string[] = []): Promise<void> {
  write(
    "dist/index.json",
    JSON.stringify(versions.map((version) => ({ version, date: "2026-01-01", files: ["linux-x64", "src"] }))),
  );
  write("key.asc", key.publicKey);
  for (const version of versions) {
    const list = `${SUM}  node-${version}-linux-x64.tar.gz\n${SUM}  node-${version}.tar.gz\n`;
    if (unsigned.includes(version)) write(`dist/${version}/SHASUMS256.txt`, list);
    else
      write(
        `dist/${version}/SHASUMS256.txt.asc`,
        (await signShasums(list, { privateKey: key.privateKey })).clearsigned,
      );
  }
}

async function run(argv: readonly string[], env: Record<string, string> = {}) {
  let out = "";
  let err = "";
  const io: Io = {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    stdin: Readable.from([]),
    env: { HOME: root, HTTPS_PROXY: "http://127.0.0.1:9", NO_PROXY: "127.0.0.1", ...env },
    cwd: root,
    signal: new AbortController().signal,
  };
  const code = await definitionsProgram(argv, io);
  return { code, out, err };
}

describe("definitions update", () => {
  test("writes what no file defines into a plugin's folder, where nodenv looks", async () => {
    await makeDist(["v22.98.0", "v22.99.0", "v18.99.0"]);
    write("defs/22.98.0", "mine");
    const env = { NODE_BUILD_DEFINITIONS: join(root, "defs"), NODENV_ROOT: join(root, "nodenv") };
    const result = await run(["update", "--from", "dist", "--keyring", "key.asc"], env);
    expect(result).toEqual({ code: 0, out: "22.99.0 written\n18.99.0 written\n", err: "" });
    const folder = "nodenv/plugins/nodewright-definitions/share/node-build";
    expect(readdirSync(join(root, folder)).sort()).toEqual(["18.99.0", "22.99.0"]);
    expect(importNodeBuildDefinition(read(`${folder}/18.99.0`), "18.99.0")).toMatchObject({
      definition: {
        notice: "end-of-life",
        binaries: [{ url: "https://nodejs.org/dist/v18.99.0/node-v18.99.0-linux-x64.tar.gz", digest: SUM }],
      },
    });
    expect((await run(["update", "--from", "dist", "--keyring", "key.asc"], env)).out).toBe("");
  });

  test("over http, for a tree of one's own, in another form", async () => {
    await makeDist(["v22.99.0"]);
    await using server = await serve(join(root, "dist"));
    const argv = ["update", "--from", server.url, "--to", "tree", "--keyring", "key.asc", "--format", "yaml"];
    expect((await run([...argv, "--family", "acme"])).code).toBe(0);
    const definition = parseDefinition(read("tree/acme-22.99.0.yaml"));
    expect(definition).toMatchObject({ name: "acme-22.99.0" });
    expect(JSON.stringify(definition)).toContain(`${server.url}/v22.99.0/node-v22.99.0.tar.gz`);
  });

  test("a release nobody signed fails, alone, unless that was asked for", async () => {
    await makeDist(["v22.99.0", "v22.98.0"], ["v22.99.0"]);
    const argv = ["update", "--from", "dist", "--to", "tree", "--keyring", "key.asc"];
    const { code, out, err } = await run(argv);
    expect({ code, out }).toEqual({ code: 1, out: "22.98.0 written\n" });
    expect(err).toContain("22.99.0 skipped\nerror: ");
    expect((await run([...argv, "--unsafe-skip-signature", "--only", "99"])).out).toBe("22.99.0 written\n");
  });

  test("a dry run, force and prune", async () => {
    await makeDist(["v22.99.0"]);
    write("tree/22.99.0", "old");
    const argv = ["update", "--from", "dist", "--to", "tree", "--keyring", "key.asc", "--force"];
    expect((await run([...argv, "--dry-run"])).out).toContain(
      "------- 22.99.0 would be written\ninstall".slice(0, 20),
    );
    expect(read("tree/22.99.0")).toBe("old");
    await run(argv);
    write("defs/22.99.0", read("tree/22.99.0"));
    const { out } = await run([...argv, "--json", "--prune"], { NODE_BUILD_DEFINITIONS: join(root, "defs") });
    expect(
      out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { name: "22.99.0", fileName: "22.99.0", outcome: "written" },
      { path: join(root, "tree/22.99.0"), outcome: "removed" },
    ]);
    expect(existsSync(join(root, "tree/22.99.0"))).toBe(false);
  });

  test.each([
    [["update", "--from", "dist", "--only", "("], "--only"],
    [["update", "--from", "dist", "--format", "xml"], "--format"],
    [["update", "--from", "dist", "--keyring", "none.asc"], "--keyring"],
  ])("%j is a usage error", async (argv, option) => {
    await makeDist([]);
    expect(await run(argv)).toMatchObject({ code: 2, err: expect.stringContaining(option) });
  });
});

describe("definitions lint", () => {
  const archive = `{ url: https://a/b.tar.gz, digest: ${SUM} }`;

  test("reports, with exit code 1, and puts the notice right", async () => {
    write("tree/18.0.0", `install_package "node-v18.0.0" "https://a/b.tar.gz#${SUM}"\n`);
    write("tree/99.0.0.yaml", `kind: install\nname: 99.0.0\npackages: [{ name: n, source: ${archive} }]\n`);
    write("tree/a-program", "echo $HOME\n");
    const first = await run(["lint", "tree"]);
    expect(first.code).toBe(1);
    expect(first.out).toMatch(/^.*\/tree\/18\.0\.0: notice: .*end-of-life.*\n$/);
    expect(await run(["lint", "tree", "--fix"])).toEqual({ code: 0, out: "", err: "" });
    expect(read("tree/18.0.0")).toContain("build_package_warn_eol");
    expect(await run(["lint"], { NODE_BUILD_DEFINITIONS: join(root, "tree") })).toEqual({
      code: 0,
      out: "",
      err: "",
    });
  });

  test("names what cannot be read, and what a file of another schedule says", async () => {
    write("bad.yaml", "kind: nonsense\n");
    write("24.0.0.json", JSON.stringify({ kind: "install", name: "24.0.0", packages: [{ name: "n" }] }));
    write("schedule.json", JSON.stringify({ v24: { start: "2020-01-01", end: "2021-01-01" } }));
    const { code, out } = await run([
      "lint",
      "bad.yaml",
      "24.0.0.json",
      "--schedule",
      "schedule.json",
      "--json",
    ]);
    expect(code).toBe(1);
    expect(
      out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).rule),
    ).toEqual(["unreadable", "notice"]);
    expect((await run(["lint", "none"])).code).toBe(2);
  });
});

describe("definitions export", () => {
  test("prints what is bundled or in a file, in each form", async () => {
    const { out } = await run(["export", "iojs-1.0.0"]);
    expect(importNodeBuildDefinition(out, "iojs-1.0.0")).toMatchObject({
      kind: "data",
      definition: { name: "iojs-1.0.0" },
    });
    write("mine", out);
    const yaml = await run(["export", "./mine", "--format", "yaml"]);
    expect(parseDefinition(yaml.out)).toMatchObject({ name: "mine", notice: "end-of-life" });
    expect(parseDefinition((await run(["export", "./mine", "--format", "json"])).out)).toEqual(
      parseDefinition(yaml.out),
    );
  });

  test("writes several into a folder", async () => {
    const { out } = await run(["export", "iojs-1.0.0", "node-rc", "--to", "tree"]);
    expect(out).toBe("iojs-1.0.0 written\nnode-rc written\n");
    expect(readdirSync(join(root, "tree"))).toEqual(["iojs-1.0.0", "node-rc"]);
  });

  test("a program and what does not exist are usage errors", async () => {
    write("program", "echo $HOME\n");
    expect((await run(["export", "./program"])).code).toBe(2);
    expect((await run(["export", "nonexistent"])).code).toBe(2);
  });
});

describe("the workflow", () => {
  test("writes what an index has by the command that it calls", async () => {
    const workflow = readFileSync(
      new URL("../../../.github/workflows/definitions.yml", import.meta.url),
      "utf8",
    );
    const [, line = ""] = / nodewright-definitions (update .*)$/m.exec(workflow) ?? [];
    const words = line.replace('"$FROM"', "dist").replace('"$TO"', "share/node-build").split(" ");
    await makeDist(["v22.99.0"]);
    const { code } = await run([...words, "--keyring", "key.asc"]);
    expect(code).toBe(0);
    expect(readdirSync(join(root, "share/node-build"))).toEqual(["22.99.0"]);
  });
});
