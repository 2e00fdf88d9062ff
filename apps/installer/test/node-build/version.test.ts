import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { COMPATIBLE_VERSION } from "../../src/node-build/texts.js";
import { versionText } from "../../src/node-build/version.js";

function clone(git: string) {
  const root = mkdtempSync(join(tmpdir(), "nodewright-version-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const name of [".git", "bin"]) mkdirSync(join(root, name));
  writeFileSync(join(root, "bin/git"), `#!/bin/sh\n[ "$GIT_DIR" = "${root}/.git" ] || exit 9\n${git}\n`, {
    mode: 0o755,
  });
  return { root, env: { PATH: `${root}/bin:/usr/bin:/bin` } };
}

const remote = (url: string) => `case "$1" in remote) echo "origin ${url}" ;; describe) DESCRIBE ;; esac`;

test.each([
  [
    "the commit of a clone",
    remote("https://github.com/nodenv/node-build.git").replace("DESCRIBE", "echo v1984-12-gSHA"),
    "1984-12-gSHA",
  ],
  [
    "the release where git cannot tell",
    remote("https://github.com/nodenv/node-build.git").replace("DESCRIBE", "exit 1"),
    COMPATIBLE_VERSION,
  ],
  [
    "the release in a clone of something else",
    remote("https://github.com/x/homebrew.git").replace("DESCRIBE", "echo v9"),
    COMPATIBLE_VERSION,
  ],
  ["the release where git fails", "exit 1", COMPATIBLE_VERSION],
])("versionText: %s", (_, git, version) => {
  const { root, env } = clone(git);
  expect(versionText(env, root)).toBe(`node-build ${version}`);
});

test("versionText asks no git outside of a clone", () => {
  const { root, env } = clone("echo called >&2; exit 0");
  rmSync(join(root, ".git"), { recursive: true });
  expect(versionText(env, root)).toBe(`node-build ${COMPATIBLE_VERSION}`);
});
