import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { USAGE } from "../../src/node-build/texts.js";

const bin = fileURLToPath(new URL("../../bin/node-build.js", import.meta.url));

function sandbox() {
  const root = mkdtempSync(join(tmpdir(), "nodewright-node-build-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (name: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
    chmodSync(join(root, name), mode);
    return join(root, name);
  };
  const run = (argv: readonly string[], env: Record<string, string> = {}) =>
    spawnSync(process.execPath, [bin, ...argv], {
      encoding: "utf8",
      cwd: root,
      env: {
        PATH: `${root}/bin:${process.env.PATH}`,
        TMPDIR: `${root}/tmp`,
        NODE_BUILD_ROOT: root,
        NODE_BUILD_TESTING: "1",
        ...env,
      },
    });
  return { root, write, run };
}

/** A package as an archive of its own, and the line that installs it. */
function makePackage(root: string, write: ReturnType<typeof sandbox>["write"]) {
  write("node-v1.0.0/bin/node", "#!/bin/sh\necho v1.0.0\n", 0o755);
  execFileSync("tar", ["czf", `${root}/node-v1.0.0.tar.gz`, "-C", root, "node-v1.0.0"]);
  const digest = createHash("sha256")
    .update(readFileSync(`${root}/node-v1.0.0.tar.gz`))
    .digest("hex");
  return { url: `file://${root}/node-v1.0.0.tar.gz`, digest };
}

describe("node-build", () => {
  test("--help and --version", () => {
    const { run } = sandbox();
    expect(run(["--version"])).toMatchObject({ status: 0, stdout: "node-build 5.4.49\n", stderr: "" });
    expect(run(["-h"])).toMatchObject({ status: 0, stdout: `node-build 5.4.49\n\n${USAGE}`, stderr: "" });
  });

  test.each([
    [[], "node-build: missing definition argument\n"],
    [["4.0.0"], "node-build: missing prefix argument\n"],
    [["a", "b", ""], "node-build: expected at most 2 arguments, got [a b ]\n"],
    [["--wrong"], "node-build: invalid flag 'wrong'\n"],
  ])("%j is a usage error", (argv, complaint) => {
    const { status, stdout, stderr } = sandbox().run(argv);
    expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: "", stderr: `${complaint}\n${USAGE}` });
  });

  test("a definition that does not exist ends with 2", () => {
    const { status, stdout, stderr } = sandbox().run(["nonexistent", "p"]);
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: "",
      stderr: "node-build: definition not found: nonexistent\n",
    });
  });

  test("lists nothing where there is nothing", () => {
    expect(sandbox().run(["--definitions"])).toMatchObject({ status: 0, stdout: "", stderr: "" });
  });

  test("lists and installs from the first directory that has it", () => {
    const { root, write, run } = sandbox();
    const { url, digest } = makePackage(root, write);
    write("one/1.0.0", `install_package "node-v1.0.0" "${url}#${digest}" copy\n`);
    write("two/1.0.0", "false\n");
    write("share/node-build/0.9.0", "");
    const env = { NODE_BUILD_DEFINITIONS: `${root}/one:${root}/two` };
    expect(run(["--definitions"], env).stdout).toBe("0.9.0\n1.0.0\n");
    const { status, stdout, stderr } = run(["1.0.0", "./here"], env);
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: "",
      stderr: `Downloading node-v1.0.0.tar.gz...\n-> ${url}\nInstalling node-v1.0.0...\nInstalled node-v1.0.0 to ${root}/./here\n\n`,
    });
    expect(execFileSync(`${root}/here/bin/node`, { encoding: "utf8" })).toBe("v1.0.0\n");
  });

  test("installs a declarative definition without bash", () => {
    const { root, write, run } = sandbox();
    const { url, digest } = makePackage(root, write);
    write(
      "mine.yaml",
      `kind: install\nname: mine\npackages:\n  - name: node-v1.0.0\n    source: { url: "${url}", digest: ${digest} }\n    steps: [copy]\n`,
    );
    write("bin/uname", "#!/bin/sh\necho Linux\n", 0o755);
    expect(run(["mine.yaml", `${root}/here`], { PATH: `${root}/bin`, MAKE: "make" }).status).toBe(0);
    expect(existsSync(`${root}/here/bin/node`)).toBe(true);
  });

  test("configure gets what follows --, before the variables", () => {
    const { root, write, run } = sandbox();
    const line = `printf '[%s]' "$@" > "${root}/seen"`;
    write("node-v2/configure", `#!/bin/sh\n${line}\n`, 0o755);
    execFileSync("tar", ["czf", `${root}/node-v2.tar.gz`, "-C", root, "node-v2"]);
    write("bin/make", "#!/bin/sh\n", 0o755);
    write("2.0.0", `install_package "node-v2" "file://${root}/node-v2.tar.gz"\n`);
    const env = { CONFIGURE_OPTS: "--all", NODE_CONFIGURE_OPTS: "--node", MAKE_OPTS: "" };
    expect(run(["2.0.0", `${root}/p`, "--", "--a b"], env).status).toBe(0);
    expect(execFileSync("cat", [`${root}/seen`], { encoding: "utf8" })).toBe(
      `[--prefix=${root}/p][--a b][--all][--node]`,
    );
  });

  test("a temporary directory that takes no files", () => {
    const { root, write, run } = sandbox();
    write("1.0.0", "true\n");
    write("file", "");
    const { status, stderr } = run(["1.0.0", "p"], { TMPDIR: `${root}/file` });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `node-build: TMPDIR=${root}/file is set to a non-accessible location\n`,
    });
  });
});
