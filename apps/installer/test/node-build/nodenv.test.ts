import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { LIBRARY } from "../../src/node-build/texts.js";

const script = (name: string) => fileURLToPath(new URL(`../../bin/${name}`, import.meta.url));

/** A nodenv root `nodenv`, and commands that print what they are called with to `calls`. */
function sandbox() {
  const root = mkdtempSync(join(tmpdir(), "nodewright-nodenv-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (name: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
    chmodSync(join(root, name), mode);
  };
  write("calls", "");
  write("library", LIBRARY);
  const stub = (name: string, body = "") =>
    write(`bin/${name}`, `#!/bin/bash\necho "${name} $*" >> ${root}/calls\n${body}\n`, 0o755);
  const nodeBuild = (body = "") =>
    stub("node-build", `if [ "$1" = --lib ]; then cat ${root}/library; exit; fi\n${body}`);
  for (const name of ["nodenv-hooks", "nodenv-rehash", "nodenv-global", "nodenv-help", "nodenv-local"])
    stub(name);
  stub("nodenv-version-file", `echo ${root}/nodenv/version`);
  nodeBuild();
  write("nodenv/version", "system\n");
  const run = (
    name: string,
    argv: readonly string[],
    { input = "", env = {} }: { input?: string; env?: Record<string, string> } = {},
  ) =>
    spawnSync("bash", [script(name), ...argv], {
      encoding: "utf8",
      input,
      env: { PATH: `${root}/bin:/usr/bin:/bin`, NODENV_ROOT: `${root}/nodenv`, ...env },
    });
  const calls = () =>
    readFileSync(`${root}/calls`, "utf8")
      .split("\n")
      .filter((line) => /^(?:node-build (?!--lib)|nodenv-rehash)/.test(line));
  return { root, write, stub, nodeBuild, run, calls, has: (name: string) => existsSync(join(root, name)) };
}

describe("nodenv-install", () => {
  test("builds into the version's prefix and renews the shims", () => {
    const { root, run, calls } = sandbox();
    expect(run("nodenv-install", ["-kpv", "-c", "4.1.2", "--", "--with x"]).status).toBe(0);
    expect(calls()).toEqual([
      `node-build --keep --verbose --patch --compile 4.1.2 ${root}/nodenv/versions/4.1.2 -- --with x`,
      "nodenv-rehash ",
    ]);
  });

  test("hooks may name the version, and see the prefix and the status", () => {
    const { root, write, stub, run } = sandbox();
    write(
      "a hook.bash",
      `VERSION_NAME=mine\nbefore_install 'echo "before $PREFIX"'\nafter_install 'echo "after $STATUS"'\n`,
    );
    stub("nodenv-hooks", `echo "${root}/a hook.bash"`);
    expect(run("nodenv-install", ["/x/4.1.2"]).stdout).toBe(`before ${root}/nodenv/versions/mine\nafter 0\n`);
  });

  test.each([
    ["n\n", [], 1, false],
    ["", [], 1, false],
    ["y\n", [], 0, true],
    ["", ["-s"], 0, false],
    ["", ["-f"], 0, true],
  ])("a version that is there: %j %j", (input, options, status, isBuilt) => {
    const { root, write, run, calls } = sandbox();
    write("nodenv/versions/4.1.2/bin/node", "");
    const result = run("nodenv-install", [...options, "4.1.2"], { input });
    expect(result.status).toBe(status);
    expect(calls().length > 0).toBe(isBuilt);
    if (options.length === 0)
      expect(result.stderr).toContain(`nodenv: ${root}/nodenv/versions/4.1.2 already exists`);
  });

  test("a failure takes the new prefix away, not an old one", () => {
    const { root, write, nodeBuild, run, has } = sandbox();
    nodeBuild(`mkdir -p "$2/bin"; exit 1`);
    expect(run("nodenv-install", ["4.1.2"]).status).toBe(1);
    expect(has("nodenv/versions/4.1.2")).toBe(false);
    write("nodenv/versions/4.1.2/lib/mine", "");
    expect(run("nodenv-install", ["4.1.2"]).status).toBe(1);
    expect(has("nodenv/versions/4.1.2/lib/mine")).toBe(true);
    expect(root).toBeTruthy();
  });

  test("a version without definition is answered with those that resemble it", () => {
    const { nodeBuild, run } = sandbox();
    nodeBuild(`if [ "$1" = --definitions ]; then printf '0.8.7\\n0.10.4\\n10.10.0\\n'; exit; fi; exit 2`);
    const { status, stderr } = run("nodenv-install", ["0.10"]);
    expect(status).toBe(2);
    expect(stderr).toContain(
      "\nThe following versions contain `0.10' in the name:\n  0.10.4\n  10.10.0\n\nSee all available",
    );
    expect(stderr).toMatch(/try upgrading node-build\.\n$/);
  });

  test.each([
    ["v4.1.2", "1", ["v4.1.2", "4.1.2"]],
    ["node-v4.1.2", "1", ["node-v4.1.2", "4.1.2"]],
    ["v4.1.2", "", ["v4.1.2"]],
    ["4.1.9", "1", ["4.1.9"]],
  ])("NODENV_PREFIX_RETRY: %s with %j", (version, retry, tried) => {
    const { nodeBuild, run, calls } = sandbox();
    nodeBuild(`case "$*" in --definitions | *" 4.1.2 "*) exit 0 ;; esac; exit 2`);
    const { status } = run("nodenv-install", ["-f", "-c", version, "--", "--x"], {
      env: { NODENV_PREFIX_RETRY: retry },
    });
    expect(status).toBe(tried.includes("4.1.2") ? 0 : 2);
    const built = calls().filter((call) => call.startsWith("node-build --compile "));
    expect(built.map((call) => call.split(" ")[2])).toEqual(tried);
    expect(built.every((call) => call.endsWith(" -- --x"))).toBe(true);
  });

  test("without an argument what the version file says; without that a usage error", () => {
    const { stub, run, calls } = sandbox();
    expect(run("nodenv-install", []).status).toBe(1);
    stub("nodenv-local", "echo 4.1.2");
    expect(run("nodenv-install", []).status).toBe(0);
    expect(calls()[0]).toMatch(/^node-build 4\.1\.2 /);
    expect(run("nodenv-install", ["a", "b"]).status).toBe(1);
  });

  test("plugins' definitions, the cache and the build root reach node-build", () => {
    const { root, write, nodeBuild, run } = sandbox();
    write("nodenv/plugins/b/share/node-build/1.0.0", "");
    write("nodenv/plugins/a/share/node-build/1.0.0", "");
    write("nodenv/cache/.keep", "");
    nodeBuild('echo "$NODE_BUILD_DEFINITIONS|$NODE_BUILD_CACHE_PATH|$NODE_BUILD_BUILD_PATH"');
    const plugin = (name: string) => `${root}/nodenv/plugins/${name}/share/node-build`;
    const env = { NODE_BUILD_DEFINITIONS: "/mine", NODENV_BUILD_ROOT: "/sources" };
    expect(run("nodenv-install", ["4.1.2"], { env }).stdout).toBe(
      `/mine:${plugin("a")}:${plugin("b")}|${root}/nodenv/cache|/sources/4.1.2\n`,
    );
  });

  test("says how to make the version the default when there is none", () => {
    const { root, run } = sandbox();
    rmSync(join(root, "nodenv/version"));
    expect(run("nodenv-install", ["4.1.2"]).stdout).toBe(
      "\nNOTE: to activate this Node version as the new default, run: nodenv global 4.1.2\n",
    );
  });

  test("lists and completes", () => {
    const { nodeBuild, run } = sandbox();
    nodeBuild('echo "$1"');
    expect(run("nodenv-install", ["--list"]).stdout).toBe("--list\n");
    expect(run("nodenv-install", ["-L"]).stdout).toBe("--definitions\n");
    expect(run("nodenv-install", ["--version"]).stdout).toBe("--version\n");
    expect(run("nodenv-install", ["--complete"]).stdout).toMatch(
      /^--list\n--list-all\n(--.*\n)*--version\n--definitions\n$/,
    );
  });
});

describe("nodenv-uninstall", () => {
  test("removes several, with hooks that may redefine rm, and renews the shims after each", () => {
    const { root, write, stub, run, calls, has } = sandbox();
    for (const version of ["4.0.0", "4.1.1", "4.2.2"]) write(`nodenv/versions/${version}/bin/node`, "");
    write(
      "hook.bash",
      `before_uninstall 'echo "before $VERSION_NAME"'\nafter_uninstall 'echo after'\nrm() { echo "rm $*"; command rm "$@"; }\n`,
    );
    stub("nodenv-hooks", `echo "${root}/hook.bash"`);
    const { status, stdout } = run("nodenv-uninstall", ["-f", "4.1.1", "4.2.2"]);
    const lines = (version: string) =>
      `before ${version}\nrm -rf ${root}/nodenv/versions/${version}\nafter\n`;
    expect({ status, stdout }).toEqual({ status: 0, stdout: lines("4.1.1") + lines("4.2.2") });
    expect(["4.0.0", "4.1.1", "4.2.2"].map((version) => has(`nodenv/versions/${version}`))).toEqual([
      true,
      false,
      false,
    ]);
    expect(calls()).toEqual(["nodenv-rehash ", "nodenv-rehash "]);
  });

  test("asks first, and tells of what is not there", () => {
    const { write, run, has } = sandbox();
    write("nodenv/versions/4.0.0/bin/node", "");
    expect(run("nodenv-uninstall", ["4.0.0"], { input: "n\n" }).status).toBe(1);
    expect(has("nodenv/versions/4.0.0")).toBe(true);
    expect(run("nodenv-uninstall", ["4.0.0"], { input: "y\n" }).status).toBe(0);
    expect(has("nodenv/versions/4.0.0")).toBe(false);
    expect(run("nodenv-uninstall", ["4.0.0"])).toMatchObject({
      status: 1,
      stderr: "nodenv: version `4.0.0' not installed\n",
    });
    expect(run("nodenv-uninstall", ["-f", "4.0.0"]).status).toBe(0);
  });

  test.each([[[]], [["-f"]], [["4.0.0", "-x"]], [[""]]])("%j is a usage error", (argv) => {
    expect(sandbox().run("nodenv-uninstall", argv).status).toBe(1);
  });

  test("works without nodenv on PATH, and passes on what a rehash fails with", () => {
    const { root, write, stub, run } = sandbox();
    write("nodenv/versions/4.0.0/bin/node", "");
    rmSync(join(root, "bin/nodenv-rehash"));
    expect(run("nodenv-uninstall", ["-f", "4.0.0"]).status).toBe(0);
    write("nodenv/versions/4.0.0/bin/node", "");
    stub("nodenv-rehash", "exit 3");
    expect(run("nodenv-uninstall", ["-f", "4.0.0"]).status).toBe(3);
  });
});
