import { type ExecFileSyncOptions, execFileSync, spawnSync } from "node:child_process";
import { copyFile, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { formatTarget } from "@nodewright/target-triple";
import { hostTarget } from "@nodewright/target-triple/host";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scratch } from "./support/mirror.js";
import { run } from "./support/run.js";

const bin = fileURLToPath(new URL("../bin/nodewright-install.js", import.meta.url));
const command = `'${process.execPath}' '${bin}'`;
const target = formatTarget(hostTarget()) ?? "";

let home: Awaited<ReturnType<typeof scratch>>;
let nodes: string;
let project: string;

/** An install with the real node of this machine and a name that needs quoting. */
async function addInstall(version: string): Promise<string> {
  const prefix = join(nodes, `${version}-${target}`);
  await mkdir(join(prefix, "bin"), { recursive: true });
  await copyFile(process.execPath, join(prefix, "bin/node"));
  const receipt = {
    schema: 1,
    version,
    target,
    lts: false,
    source: { kind: "dist", name: "x" },
    evidence: [],
  };
  const more = { installedAt: "2026-11-20T12:00:00.000Z", coreVersion: "0.1.0" };
  await writeFile(join(prefix, ".nodewright.json"), JSON.stringify({ ...receipt, ...more }));
  return prefix;
}

let prefix: string;
let other: string;

beforeAll(async () => {
  home = await scratch();
  nodes = join(home.path, "it's $HOME");
  project = join(home.path, "project");
  await mkdir(join(project, "src"), { recursive: true });
  await writeFile(join(project, ".nvmrc"), "24\n");
  prefix = await addInstall("v24.1.0");
  other = await addInstall("v22.3.0");
});

afterAll(() => home[Symbol.asyncDispose]());

const variables = (): Record<string, string> => ({
  HOME: home.path,
  PATH: "/usr/bin:/bin",
  NODEWRIGHT_DIR: nodes,
});

/** Whether it is installed; under CI it must be. */
const has = (program: string): boolean =>
  process.env.CI === "true" || spawnSync(program, ["-c", "exit 0"]).error === undefined;

describe.each([
  ["bash", ["bash", "--norc", "-c"], `eval "$(${command} env)"`],
  ["zsh", ["zsh", "-f", "-c"], `eval "$(${command} env)"`],
  ["dash", ["dash", "-c"], `eval "$(${command} env)"`],
  ["fish", ["fish", "--no-config", "-c"], `${command} env | source`],
] as const)("env, evaluated by %s", (shell, [file, ...args], evaluate) => {
  it.skipIf(!has(shell))("puts the version file's node first on PATH, once", () => {
    const script = `${evaluate}; ${evaluate}; command -v node; echo "$PATH"`;
    const output = execFileSync(file, [...args, script], { env: variables(), cwd: join(project, "src") });
    const [found, path] = output.toString().trim().split("\n");
    expect(found).toBe(join(prefix, "bin/node"));
    expect(path?.split(/[: ](?=\/)/)).toEqual([join(prefix, "bin"), "/usr/bin", "/bin"]);
  });
});

describe("completion", () => {
  it("completes in a real bash what is installed", async () => {
    const tools = join(home.path, "tools");
    await mkdir(tools);
    await symlink(bin, join(tools, "nodewright-install"));
    const script = `eval "$(nodewright-install completion bash)"
      COMP_LINE='nodewright-install which v' COMP_POINT=26 COMP_CWORD=2 COMP_WORDS=(nodewright-install which v)
      _nodewright_install_complete; echo "\${COMPREPLY[@]}"`;
    const PATH = `${tools}:${dirname(process.execPath)}:/usr/bin:/bin`;
    const output = execFileSync("bash", ["--norc", "-c", script], { env: { ...variables(), PATH } });
    expect(output.toString()).toBe("v24.1.0 v22.3.0\n");
  });
});

describe("env", () => {
  const env = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    run(["env", ...args], { home: home.path, cwd: project, env: { ...variables(), ...more } });

  it("takes an earlier choice off PATH, whichever folder it came from", async () => {
    const PATH = `${join(other, "bin")}:/elsewhere/v20/bin:/usr/bin`;
    const { stdout } = await env(["--shell", "json"], { PATH, NODEWRIGHT_PREFIX: "/elsewhere/v20" });
    expect(JSON.parse(stdout)).toEqual({
      PATH: `${join(prefix, "bin")}:/usr/bin`,
      NODEWRIGHT_PREFIX: prefix,
    });
  });

  it("tells all of it with --json", async () => {
    const { stdout } = await env(["22", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      request: { spec: "22" },
      version: "v22.3.0",
      prefix: other,
      path: [join(other, "bin"), "/usr/bin", "/bin"],
      variables: { NODEWRIGHT_PREFIX: other },
    });
  });

  it("has direnv watch the version file", async () => {
    const { stdout } = await env([], { DIRENV_IN_ENVRC: "1", SHELL: "/usr/bin/fish" });
    expect(stdout).toMatch(/^export PATH='/);
    expect(stdout).toContain(`watch_file '${join(project, ".nvmrc")}'\n`);
  });

  it.skipIf(!has("direnv"))("works in an .envrc", async () => {
    await writeFile(join(project, ".envrc"), `eval "$(${command} env)"\n`);
    const options: ExecFileSyncOptions = {
      env: variables(),
      cwd: project,
      stdio: ["ignore", "pipe", "ignore"],
    };
    execFileSync("direnv", ["allow", project], options);
    const output = execFileSync("direnv", ["exec", project, "sh", "-c", "command -v node"], options);
    expect(output.toString()).toBe(`${join(prefix, "bin/node")}\n`);
  });

  it("hands it to the later steps of GitHub Actions, and to this one", async () => {
    const files = Object.fromEntries(
      ["GITHUB_PATH", "GITHUB_ENV", "GITHUB_OUTPUT"].map((name) => [name, join(home.path, name)]),
    );
    const detected = await env([], { GITHUB_ACTIONS: "true", SHELL: "/bin/bash", ...files });
    expect(detected.stdout).toContain("export PATH=");
    const told = await env(["--shell", "github"], files);
    expect(told).toMatchObject({ code: 0, stdout: "" });
    expect(await readFile(join(home.path, "GITHUB_PATH"), "utf8")).toBe(`${join(prefix, "bin")}\n`);
    expect(await readFile(join(home.path, "GITHUB_ENV"), "utf8")).toBe(`NODEWRIGHT_PREFIX=${prefix}\n`);
    expect(await readFile(join(home.path, "GITHUB_OUTPUT"), "utf8")).toContain("node-version=v24.1.0\n");
  });

  it("prints nothing where the version is not installed, and says how to", async () => {
    const { code, stdout, stderr } = await env(["26"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("add it: nodewright-install install 26");
    const outside = await run(["env"], { home: dirname(home.path), env: { NODEWRIGHT_DIR: nodes } });
    expect(outside.code).toBe(2);
  });
});
