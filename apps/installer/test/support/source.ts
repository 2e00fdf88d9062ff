import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { list, writeIndex } from "./mirror.js";

/** A C project as the sources of Node.js are laid out: a configure script, a Makefile that knows DESTDIR, and a `node`. */
const project: Readonly<Record<string, string>> = {
  configure: `#!/bin/sh
prefix=/usr/local
modules=127
for argument; do
  case "$argument" in
  --prefix=*) prefix=\${argument#--prefix=} ;;
  --with-modules=*) modules=\${argument#--with-modules=} ;;
  *) echo "configure: unknown option $argument" >&2; exit 1 ;;
  esac
done
printf 'PREFIX = %s\\nMODULES = %s\\n' "$prefix" "$modules" > config.mk
echo "configured for $prefix"
`,
  Makefile: `include config.mk
all: out/node
out/node: src/node.c src/version.h
\tmkdir -p out
\t$(CC) -DMODULES='"$(MODULES)"' -o $@ src/node.c
install: all
\tmkdir -p $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/include/node
\tcp out/node $(DESTDIR)$(PREFIX)/bin/node
\tcp src/version.h $(DESTDIR)$(PREFIX)/include/node/node_version.h
`,
  "src/node.c": `#include <stdio.h>
#include <string.h>
#include "version.h"
int main(int count, char **words) {
  if (count == 3 && !strcmp(words[1], "-p") && strstr(words[2], "process.versions")) {
    printf("{\\"node\\":\\"%s\\",\\"modules\\":\\"%s\\"}\\n", NODE_VERSION, MODULES);
    return 0;
  }
  if (count == 2 && !strcmp(words[1], "--version")) return printf("v%s\\n", NODE_VERSION) < 0;
  return 9;
}
`,
};

export interface SourceRelease {
  readonly root: string;
  readonly version: string;
  /** Files in place of the project's own. */
  readonly files?: Readonly<Record<string, string>>;
  /** What else the index says that there is. */
  readonly tokens?: readonly string[];
}

/** Adds a release to a tree laid out as nodejs.org/dist that has no binaries, only the code, in a signed list. */
export async function addSource({ root, version, files = {}, tokens = [] }: SourceRelease): Promise<string> {
  const name = `node-${version}`;
  const archiveName = `${name}.tar.gz`;
  const scratch = await mkdtemp(join(tmpdir(), "nodewright-code-"));
  const header = `#define NODE_VERSION "${version.slice(1)}"\n`;
  for (const [path, text] of Object.entries({ ...project, "src/version.h": header, ...files })) {
    const file = join(scratch, name, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { mode: path === "configure" ? 0o755 : 0o644 });
  }
  await mkdir(join(root, version), { recursive: true });
  execFileSync("tar", ["-czf", join(root, version, archiveName), "-C", scratch, name]);
  await rm(scratch, { recursive: true });
  await list(root, version, [archiveName], true);
  await writeIndex(root, version, ["headers", "src", ...tokens]);
  return join(root, version, archiveName);
}
