import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { makeScratch, makeTarball, type Scratch } from "./support/build.js";
import { runner } from "./support/fixture-bin.js";

/** A small C project with a configure script of its own, as old as time. */
const GREETER = {
  configure: `#!/bin/sh
prefix=/usr/local
greeting=hello
for argument; do
  case "$argument" in
  --prefix=*) prefix=\${argument#--prefix=} ;;
  --with-greeting=*) greeting=\${argument#--with-greeting=} ;;
  *) echo "configure: unknown option $argument" >&2; exit 1 ;;
  esac
done
\${CC:-cc} --version >/dev/null || { echo "configure: no compiler" >&2; exit 1; }
sed -e "s|@prefix@|$prefix|" -e "s|@cflags@|$CFLAGS|" Makefile.in > Makefile
printf '#define GREETING "%s"\\n' "$greeting" > config.h
echo "configured for $prefix"
`,
  "Makefile.in": `CFLAGS = @cflags@
all: greet
greet: main.o text.o
\t$(CC) $(CFLAGS) -o greet main.o text.o
main.o: main.c config.h
text.o: text.c
install: all
\tmkdir -p @prefix@/bin
\tcp greet @prefix@/bin/greet
`,
  "main.c": `#include <stdio.h>
#include "config.h"
const char *emphasis(void);
int main(void) { printf("%s%s\\n", GREETING, emphasis()); return 0; }
`,
  "text.c": `const char *emphasis(void) { return "!"; }\n`,
};

interface Run {
  readonly input?: string;
  readonly env?: Record<string, string>;
  readonly options?: object;
}

function build(scratch: Scratch, subject: object, { input = "", env = {}, options = {} }: Run = {}) {
  const json = JSON.stringify({ subject, prefix: scratch.path("prefix"), ...options });
  return spawnSync(process.execPath, [runner, json], {
    encoding: "utf8",
    input,
    cwd: scratch.root,
    env: { ...scratch.env, ...env },
  });
}

function definitionOf(
  tarball: { readonly url: string; readonly sha256: string },
  steps: readonly string[] = [],
) {
  const source = { url: tarball.url, digest: tarball.sha256 };
  const packages = [{ name: "node-v1.0.0", source, steps }];
  return { definition: { kind: "install", name: "1.0.0", messages: [], binaries: [], packages } };
}

const hasCompiler = spawnSync("sh", ["-c", "command -v cc && command -v make"]).status === 0;

describe.skipIf(!hasCompiler && !process.env.CI)(
  "runBuild of a real C project (skipped without cc and make)",
  () => {
    test("configure, make, make install: it runs, and nothing else is left", () => {
      const scratch = makeScratch();
      const subject = definitionOf(makeTarball(scratch, "node-v1.0.0", GREETER), [
        "ldflags_dirs",
        "standard",
      ]);
      const env = { NODE_CONFIGURE_OPTS: "--with-greeting=hi", CFLAGS: "-O1" };
      const { status, stderr } = build(scratch, subject, { env });
      expect({ status, stderr: stderr.split("\n").slice(2) }).toEqual({
        status: 0,
        stderr: ["Installing node-v1.0.0...", `Installed node-v1.0.0 to ${scratch.path("prefix")}`, "", ""],
      });
      expect(execFileSync(scratch.path("prefix/bin/greet"), { encoding: "utf8" })).toBe("hi!\n");
      expect(existsSync(scratch.path("prefix/lib"))).toBe(true);
      expect(readdirSync(scratch.path("tmp"))).toEqual(["node-build.20260102030405.77.log"]);
    });

    test("with a patch from standard input, and arguments for configure", () => {
      const scratch = makeScratch();
      const subject = definitionOf(makeTarball(scratch, "node-v1.0.0", GREETER));
      const input = `--- a/text.c\n+++ b/text.c\n@@ -1 +1 @@\n-const char *emphasis(void) { return "!"; }\n+const char *emphasis(void) { return "?"; }\n`;
      const options = {
        flags: { patch: true, verbose: true },
        configureArguments: ["--with-greeting=well well"],
      };
      const { status, stdout } = build(scratch, subject, { input, options });
      expect(status).toBe(0);
      expect(execFileSync(scratch.path("prefix/bin/greet"), { encoding: "utf8" })).toBe("well well?\n");
      expect(stdout).toContain(`configured for ${scratch.path("prefix")}\n`);
    });

    test("a source that does not compile: the report shows the compiler's words", () => {
      const scratch = makeScratch();
      const subject = definitionOf(
        makeTarball(scratch, "node-v1.0.0", { ...GREETER, "text.c": "nonsense\n" }),
      );
      const { status, stderr } = build(scratch, subject);
      expect(status).toBe(1);
      expect(stderr).toMatch(
        /\nBUILD FAILED \(.+ using node-build test\)\n\nInspect or clean up the working tree at /,
      );
      expect(stderr).toMatch(/Last 10 log lines:\n(.*\n)*.*nonsense/);
      expect(stderr).not.toContain("--compile");
      expect(existsSync(scratch.path("prefix/bin"))).toBe(false);
    });
  },
);

describe("runBuild", () => {
  test("an own build directory, kept", () => {
    const scratch = makeScratch();
    const subject = definitionOf(makeTarball(scratch, "node-v1.0.0", { file: "x" }), ["copy"]);
    const env = { NODE_BUILD_BUILD_PATH: scratch.path("mine") };
    expect(build(scratch, subject, { env, options: { flags: { keep: true } } }).status).toBe(0);
    expect(readdirSync(scratch.path("mine")).sort()).toEqual(["node-v1.0.0", "node-v1.0.0.tar.gz"]);
    expect(build(scratch, subject, { env }).status).toBe(0);
    expect(existsSync(scratch.path("mine"))).toBe(false);
  });

  test("LDFLAGS and CPPFLAGS begin with the prefix's, NODEOPT is taken away", () => {
    const scratch = makeScratch();
    scratch.stub("make");
    const configure = `#!/bin/sh\necho "$LDFLAGS|$CPPFLAGS|$NODEOPT|$MAKE" > ${scratch.path("seen")}\n`;
    const subject = definitionOf(makeTarball(scratch, "node-v1.0.0", { configure }));
    build(scratch, subject, { env: { LDFLAGS: "-lz", CPPFLAGS: "-DX", NODEOPT: "x", MAKE_OPTS: "" } });
    const prefix = scratch.path("prefix");
    expect(scratch.read("seen")).toBe(`-L${prefix}/lib -lz|-I${prefix}/include -DX||make\n`);
  });

  test("gmake on FreeBSD, and the line on how to follow", () => {
    const scratch = makeScratch();
    scratch.stub("uname", "echo FreeBSD");
    scratch.stub("gmake");
    const subject = definitionOf(makeTarball(scratch, "node-v1.0.0", { configure: "#!/bin/sh\n" }));
    const { stderr } = build(scratch, subject, { env: { MAKE_OPTS: "", NODE_BUILD_TESTING: "" } });
    expect(scratch.calls()).toContain("gmake [install]");
    expect(stderr).toContain(
      `To follow progress, use 'tail -f ${scratch.path("tmp")}/node-build.20260102030405.77.log' or pass --verbose\n`,
    );
  });

  test("a directory for the cache that does not exist is not made", () => {
    const scratch = makeScratch();
    const subject = definitionOf(makeTarball(scratch, "node-v1.0.0", { file: "x" }), ["copy"]);
    expect(build(scratch, subject, { env: { NODE_BUILD_CACHE_PATH: scratch.path("none") } }).status).toBe(0);
    expect(existsSync(scratch.path("none"))).toBe(false);
    mkdirSync(scratch.path("some"));
    expect(
      build(scratch, subject, { env: { NODE_BUILD_CACHE_PATH: `${scratch.path("some")}/` } }).status,
    ).toBe(0);
    expect(readdirSync(scratch.path("some"))).toEqual(["node-v1.0.0.tar.gz"]);
  });

  test("without git there is no report, only the word that it is missing", () => {
    const scratch = makeScratch();
    const packages = [{ name: "node-dev", source: { git: "https://a/b.git", ref: "main" }, steps: [] }];
    const subject = {
      definition: { kind: "install", name: "node-dev", messages: [], binaries: [], packages },
    };
    const { status, stderr } = build(scratch, subject, { env: { PATH: scratch.path("bin"), MAKE: "make" } });
    expect(status).toBe(1);
    expect(stderr).toBe("Cloning https://a/b.git...\nerror: please install `git` and try again\n");
  });
});
