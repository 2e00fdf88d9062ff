import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { BuildContext } from "../../src/context.js";
import { createHostProbe } from "../../src/host-probe.js";
import { ownBackend } from "../../src/http/own-backend.js";

/** A directory for one test, and what is done in it. */
export interface Scratch {
  readonly root: string;
  path(...parts: readonly string[]): string;
  write(path: string, text: string, mode?: number): string;
  read(path: string): string;
  /** A command in `bin` that prints its name and arguments to `calls`, then runs `body`. */
  stub(name: string, body?: string): void;
  calls(): readonly string[];
  /** PATH with the stubs first. */
  readonly env: Record<string, string | undefined>;
}

export function makeScratch(): Scratch {
  const root = mkdtempSync(join(tmpdir(), "nodewright-build-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const path = (...parts: readonly string[]): string => join(root, ...parts);
  const write = (name: string, text: string, mode = 0o644): string => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text, { mode });
    chmodSync(path(name), mode);
    return path(name);
  };
  write("calls", "");
  return {
    root,
    path,
    write,
    read: (name) => readFileSync(path(name), "utf8"),
    stub: (name, body = "exit 0") => {
      const line = `{ printf '%s' "${name}"; for a; do printf ' [%s]' "$a"; done; echo; } >> "${path("calls")}"`;
      write(`bin/${name}`, `#!/bin/bash\n${line}\n${body}\n`, 0o755);
    },
    calls: () =>
      readFileSync(path("calls"), "utf8")
        .split("\n")
        .filter((line) => line !== ""),
    env: { PATH: `${path("bin")}:${process.env.PATH}`, TMPDIR: path("tmp"), NODE_BUILD_TESTING: "1" },
  };
}

/** Text that a sink was given. */
export interface Recorder {
  readonly text: string;
  write(text: string): void;
}

export function recorder(): Recorder {
  const parts: string[] = [];
  return {
    get text() {
      return parts.join("");
    },
    write: (text) => {
      parts.push(text);
    },
  };
}

export interface TestContext extends BuildContext {
  readonly stderr: Recorder;
  readonly stdout: Recorder;
  readonly logText: () => string;
}

/** A context over a scratch: build directory `build`, prefix `prefix`, log `log`. */
export function makeContext(scratch: Scratch, changes: Partial<BuildContext> = {}): TestContext {
  mkdirSync(scratch.path("build"), { recursive: true });
  mkdirSync(scratch.path("tmp"), { recursive: true });
  const logFd = openSync(scratch.path("log"), "a+");
  onTestFinished(() => closeSync(logFd));
  const env = { ...scratch.env, ...changes.env };
  return {
    prefix: scratch.path("prefix"),
    buildPath: scratch.path("build"),
    cacheDirectory: undefined,
    temporary: scratch.path("tmp"),
    logFd,
    flags: {},
    argumentLists: new Map(),
    host: createHostProbe(env),
    http: ownBackend,
    ...changes,
    env,
    stdout: recorder(),
    stderr: recorder(),
    logText: () => scratch.read("log"),
  };
}

/** A tarball of the files, below a directory of the name. */
export function makeTarball(
  scratch: Scratch,
  name: string,
  files: Readonly<Record<string, string>>,
): { readonly path: string; readonly url: string; readonly sha256: string } {
  for (const [file, text] of Object.entries(files)) {
    scratch.write(join("tree", name, file), text, text.startsWith("#!") ? 0o755 : 0o644);
  }
  const path = scratch.path(`${name}.tar.gz`);
  execFileSync("tar", ["czf", path, "-C", scratch.path("tree"), name]);
  rmSync(scratch.path("tree"), { recursive: true });
  const sha256 = createHash("sha256").update(readFileSync(path)).digest("hex");
  return { path, url: `file://${path}`, sha256 };
}
