import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createTarget, type Target } from "@nodewright/target-triple";
import { onTestFinished } from "vitest";
import type { BuiltFile, ValidationRequest } from "../../src/types.js";

/** A folder that lasts as long as the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "release-validation-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const libc = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };

/** This machine. */
export const host: Target = createTarget({
  os: process.platform as "linux",
  arch: process.arch as "x64",
  libc: libc.header?.glibcVersionRuntime === undefined ? "musl" : "glibc",
});

/** A header as Node.js has it. */
export function versionHeader(version: string, modules: string): string {
  const [major, minor, patch] = version.slice(1).split(".");
  return `#define NODE_MAJOR_VERSION ${major}
#define NODE_MINOR_VERSION ${minor}
#define NODE_PATCH_VERSION ${patch}
#define NODE_MODULE_VERSION ${modules}
`;
}

/** Files by path below the archive's top folder; `copyOf` takes a file of this machine. */
export type Files = Readonly<Record<string, string | { readonly copyOf: string }>>;

/** An executable that answers as a Node.js does, made of the shell. */
export function answering(versions: object): string {
  return `#!/bin/sh\nprintf '%s\\n' '${JSON.stringify(versions)}'\n`;
}

/** What every archive holds beside its executable. */
export function usualFiles(version: string, modules: string): Files {
  return {
    LICENSE: "MIT",
    "README.md": "# Node.js",
    "include/node/node_version.h": versionHeader(version, modules),
  };
}

/** Packs an archive by the system's tar, as `make binary` does. */
export function pack(folder: string, fileName: string, files: Files, top?: string): BuiltFile {
  const stem = top ?? fileName.replace(/\.tar\.\w+$/, "");
  const stage = mkdtempSync(join(folder, "stage-"));
  for (const [path, content] of Object.entries(files)) {
    const to = join(stage, stem, path);
    mkdirSync(dirname(to), { recursive: true });
    if (typeof content === "string") writeFileSync(to, content);
    else cpSync(content.copyOf, to);
    if (path.startsWith("bin/")) chmodSync(to, 0o755);
  }
  const path = join(folder, fileName);
  const compress = fileName.endsWith(".xz") ? "xz -0" : "gzip -1";
  execFileSync("tar", [`--use-compress-program=${compress}`, "-cf", path, "-C", stage, stem]);
  return { path, fileName };
}

/** A request for the files; what matters to a test is overridden. */
export function requestFor(
  folder: string,
  files: readonly BuiltFile[],
  more: Partial<ValidationRequest>,
): ValidationRequest {
  return {
    version: process.version,
    target: host,
    files,
    expected: files.map(({ fileName }) => fileName),
    host,
    env: process.env,
    workFolder: join(folder, "work"),
    ...more,
  };
}
