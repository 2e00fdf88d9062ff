import { beforeEach, describe, expect, test } from "vitest";
import type { BuildContext } from "../../src/context.js";
import { autoconf, standardBuild, standardInstall } from "../../src/steps/compile.js";
import { makeContext, makeScratch, type Scratch } from "../support/build.js";

let scratch: Scratch;
beforeEach(() => {
  scratch = makeScratch();
  for (const name of ["make", "gmake", "autoreconf"]) scratch.stub(name);
  const line = `{ printf configure; for a; do printf ' [%s]' "$a"; done; echo " CC=$CC CFLAGS=\${CFLAGS-unset}"; }`;
  scratch.write("pkg/configure", `#!/bin/bash\n${line} >> ${scratch.path("calls")}\n`, 0o755);
});

const work = () => ({ packageName: "node-v1.0.0", directory: scratch.path("pkg") });

async function build(env: Record<string, string>, changes: Partial<BuildContext> = {}) {
  const context = makeContext(scratch, { ...changes, env });
  await standardBuild(context, work());
  await standardInstall(context, work());
  return scratch.calls();
}

describe("standardBuild, standardInstall", () => {
  test("configure, make, make install", async () => {
    expect(await build({ MAKE_OPTS: "-j 2" })).toEqual([
      `configure [--prefix=${scratch.path("prefix")}] CC= CFLAGS=unset`,
      "make [-j] [2]",
      "make [install]",
    ]);
  });

  test("every variable has its place", async () => {
    const argumentLists = new Map([
      ["NODE_CONFIGURE", ["--list=a b"]],
      ["NODE_MAKE", ["ML"]],
      ["NODE_MAKE_INSTALL", ["IL"]],
    ]);
    const env = {
      MAKE: "gmake",
      CC: "tcc",
      CFLAGS: "-O1",
      NODE_CFLAGS: "-g",
      CONFIGURE_OPTS: "--all",
      NODE_CONFIGURE_OPTS: "--node --more",
      NODE_PREFIX_PATH: "/other",
      MAKE_OPTS: "ignored",
      MAKEOPTS: "-j9",
      NODE_MAKE_OPTS: "V=1",
      MAKE_INSTALL_TARGET: "altinstall",
      MAKE_INSTALL_OPTS: "I",
      NODE_MAKE_INSTALL_OPTS: "NI",
      JXCORE_CONFIGURE_OPTS: "--not-mine",
    };
    expect(await build(env, { argumentLists })).toEqual([
      "configure [--prefix=/other] [--list=a b] [--all] [--node] [--more] CC=tcc CFLAGS=-O1 -g",
      "gmake [ML] [-j9] [V=1]",
      "gmake [altinstall] [IL] [I] [NI]",
    ]);
  });

  test("NODE_CONFIGURE stands in for ./configure", async () => {
    scratch.stub("my-configure");
    expect((await build({ MAKE_OPTS: "", NODE_CONFIGURE: "my-configure --first" })).slice(0, 2)).toEqual([
      `my-configure [--first] [--prefix=${scratch.path("prefix")}]`,
      "make",
    ]);
  });

  test("as many jobs as there are cores", async () => {
    scratch.stub("uname", "echo Linux");
    scratch.stub("getconf", "echo 3");
    expect(await build({})).toContain("make [-j] [3]");
  });

  test.each([
    ["10.10", "clang"],
    ["10.9", ""],
    ["15.1", "clang"],
  ])("macOS %s: CC=%s", async (version, compiler) => {
    scratch.stub("uname", "echo Darwin");
    scratch.stub("sw_vers", `echo ${version}`);
    const calls = await build({ MAKE_OPTS: "", CC: "" });
    expect(calls.find((call) => call.startsWith("configure"))).toContain(`CC=${compiler} `);
  });

  test.each(["configure", "make"])("a failing %s stops it", async (name) => {
    if (name === "make") scratch.stub("make", "exit 2");
    else scratch.write("pkg/configure", "#!/bin/sh\nexit 2\n", 0o755);
    await expect(build({ MAKE_OPTS: "" })).rejects.toEqual(
      expect.objectContaining({ code: "ERR_BUILD_FAILED", message: expect.stringContaining("exit code 2") }),
    );
  });
});

test("autoconf", async () => {
  await autoconf(makeContext(scratch), work());
  expect(scratch.calls()).toEqual(["autoreconf [-i]"]);
});
