import { spawnSync } from "node:child_process";
import { existsSync, lstatSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { makeScratch, makeTarball, type Scratch } from "./support/build.js";
import { runner } from "./support/fixture-bin.js";

function runDefinition(
  scratch: Scratch,
  text: string,
  {
    env = {},
    options = {},
    input = "",
  }: { env?: Record<string, string>; options?: object; input?: string } = {},
) {
  const subject = { program: scratch.write("definition", text) };
  const json = JSON.stringify({ subject, prefix: scratch.path("prefix"), ...options });
  return spawnSync(process.execPath, [runner, json], {
    encoding: "utf8",
    input,
    cwd: scratch.root,
    env: { ...scratch.env, MAKE_OPTS: "", ...env },
  });
}

const linux = 'case "$1" in -s) echo Linux ;; -m) echo x86_64 ;; esac';
const configure =
  '#!/bin/bash\n{ printf configure; for a; do printf " [%s]" "$a"; done; echo; } >> "$CALLS"\n';

describe("runProgram", () => {
  test("hooks run around a package, in its directory", () => {
    const scratch = makeScratch();
    const { url, sha256 } = makeTarball(scratch, "pkg-1.0", { "bin/tool": "x" });
    const { status, stdout, stderr } = runDefinition(
      scratch,
      `before_install_package() { echo "before $1 in \${PWD##*/}"; }
after_install_package() { echo "after $1: $(ls "$PREFIX_PATH/bin")"; }
install_package "pkg-1.0" "${url}#${sha256}" copy
`,
    );
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: "before pkg-1.0 in pkg-1.0\nafter pkg-1.0: tool\n",
    });
    expect(stderr).toBe(
      `Downloading pkg-1.0.tar.gz...\n-> ${url}\nInstalling pkg-1.0...\nInstalled pkg-1.0 to ${scratch.path("prefix")}\n\n`,
    );
  });

  test("variables and options set in a definition reach configure and make", () => {
    const scratch = makeScratch();
    scratch.stub("make");
    const { url } = makeTarball(scratch, "node-v1.0", { configure });
    const { status } = runDefinition(
      scratch,
      `package_option node configure --one "two words"
package_option node make_install DESTDIR=/x
CONFIGURE_OPTS="--three"
NODE_MAKE_OPTS=V=1
install_package "node-v1.0" "${url}" enable_shared jxcore_v8_328 standard
`,
      { env: { CALLS: scratch.path("calls") }, options: { configureArguments: ["--given"] } },
    );
    expect(status).toBe(0);
    expect(scratch.calls()).toEqual([
      `configure [--prefix=${scratch.path("prefix")}] [--given] [--one] [two words] [--enable-shared] [--engine-v8-3-28] [--three]`,
      "make [V=1]",
      "make [install] [DESTDIR=/x]",
    ]);
  });

  test("a step may be a function of the definition's own", () => {
    const scratch = makeScratch();
    const { url } = makeTarball(scratch, "pkg-1.0", { file: "x" });
    const text = `build_package_mine() { mkdir -p "$PREFIX_PATH"; cp file "$PREFIX_PATH/$1"; }\ninstall_package pkg-1.0 "${url}" mine\n`;
    expect(runDefinition(scratch, text).status).toBe(0);
    expect(scratch.read("prefix/pkg-1.0")).toBe("x");
  });

  test("a binary stands in for the first package alone, and conditions count", () => {
    const scratch = makeScratch();
    scratch.stub("uname", linux);
    scratch.stub("lsb_release", "echo x");
    const binary = makeTarball(scratch, "binary-1.0", { one: "binary" });
    const second = makeTarball(scratch, "second-1.0", { two: "second" });
    const text = `use_it() { true; }
leave_it() { false; }
binary linux-x64 "${binary.url}#${binary.sha256}"
binary linux-x64 "file:///never"
install_package "source-1.0" "file:///never"
install_package "second-1.0" "${second.url}" copy --if use_it
install_package "third-1.0" "file:///never" copy --if leave_it
`;
    const { status, stderr } = runDefinition(scratch, text);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringContaining("Installed binary-1.0"),
    });
    expect([scratch.read("prefix/one"), scratch.read("prefix/two")]).toEqual(["binary", "second"]);
  });

  test("a patch on standard input, git, and messages to descriptors 3 and 4", () => {
    const scratch = makeScratch();
    scratch.stub("patch");
    scratch.stub("git", "mkdir -p iojs-dev");
    const { status, stderr } = runDefinition(
      scratch,
      `echo note >&3\necho logged >&4\ninstall_git iojs-dev https://a/b.git main warn_eol copy\n`,
      { input: "--- a/x\n+++ b/x\n", options: { flags: { patch: true } } },
    );
    expect(status).toBe(0);
    expect(stderr).toContain(
      "note\nCloning https://a/b.git...\nInstalling iojs-dev...\n\nWARNING: iojs-dev is past",
    );
    expect(scratch.calls().map((call) => call.replace(/node-patch\.\w+/, "PATCH"))).toEqual([
      "git [clone] [--depth] [1] [--branch] [main] [https://a/b.git] [iojs-dev]",
      `patch [-p1] [--force] [-i] [${scratch.path("tmp")}/PATCH]`,
    ]);
    expect(scratch.read("tmp/node-build.20260102030405.77.log")).toContain("logged\n");
  });

  test("jxcore's layout is mended by its hook", () => {
    const scratch = makeScratch();
    const { url } = makeTarball(scratch, "jxcore-1", { jx: "#!/bin/sh\n" });
    const text = `after_install_package() { fix_jxcore_directory_structure; }\ninstall_package jxcore-1 "${url}" copy\n`;
    expect(runDefinition(scratch, text).status).toBe(0);
    expect(existsSync(scratch.path("prefix/jx"))).toBe(false);
    expect(lstatSync(scratch.path("prefix/bin/node")).isSymbolicLink()).toBe(true);
  });

  test("http and the index it reads", () => {
    const scratch = makeScratch();
    const index = scratch.write("index.tab", "v2\nv1\n");
    const text = `version="$(http get "file://${index}" | head -n 1)"\nhttp head "file://${index}"\necho "got $version"\n`;
    expect(runDefinition(scratch, text)).toMatchObject({ status: 0, stdout: "got v2\n" });
  });

  test.each([
    ["a failing command", "false\necho never\n"],
    [
      "a digest that does not match",
      `install_package a "file:///etc/hostname#${"0".repeat(64)}" copy\necho never\n`,
    ],
    ["a missing step", "build_package_none\necho never\n"],
  ])("%s stops it with a report", (_, text) => {
    const { status, stdout, stderr } = runDefinition(makeScratch(), text);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("BUILD FAILED");
    expect(stderr).not.toContain("--compile");
  });

  test("a binary that fails is named in the report", () => {
    const scratch = makeScratch();
    scratch.stub("uname", linux);
    scratch.stub("lsb_release", "echo x");
    const text = `binary linux-x64 file:///none.tar.gz\ninstall_package a file:///none.tar.gz\n`;
    expect(runDefinition(scratch, text).stderr).toContain("try compiling from source with `--compile` flag");
  });

  test("a definition that ends by itself decides the exit code", () => {
    const { status, stderr } = runDefinition(makeScratch(), "exit 7\n");
    expect({ status, stderr }).toEqual({ status: 7, stderr: "" });
  });

  test("without bash it says so", () => {
    const scratch = makeScratch();
    const { status, stderr } = runDefinition(scratch, "true\n", {
      env: { PATH: scratch.path("bin"), MAKE: "make" },
    });
    expect({ status, stderr }).toEqual({ status: 1, stderr: "error: please install `bash` and try again\n" });
  });
});
