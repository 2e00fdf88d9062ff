import childProcess from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { ProcessReport } from "../../src/host.js";

const require = createRequire(import.meta.url);

interface DetectLibc {
  familySync(): string | null;
}
interface NpmInstallChecks {
  readonly currentEnv: { libc(os: string): string | null | undefined };
}

/**
 * What detect-libc and npm say on a root. Both read fixed paths, keep what they found and ask the process for a
 * report: each call loads them anew, with these reads led into the root and the report replaced.
 */
export function askPeers(
  root: string,
  report: ProcessReport = {},
): { detectLibc: string | null; npm: string | null } {
  const { openSync, readFileSync } = fs;
  const { execSync } = childProcess;
  const { platform } = process;
  const getReport = process.report?.getReport;
  const lead = (path: unknown) => {
    if (path === "/proc/self/exe") return join(root, "usr/bin/node");
    return path === "/usr/bin/ldd" ? join(root, "usr/bin/ldd") : path;
  };
  try {
    Object.assign(fs, {
      openSync: (path: unknown, ...rest: unknown[]) => Reflect.apply(openSync, fs, [lead(path), ...rest]),
      readFileSync: (path: unknown, ...rest: unknown[]) =>
        Reflect.apply(readFileSync, fs, [lead(path), ...rest]),
    });
    Object.assign(childProcess, { execSync: () => "" });
    Object.defineProperty(process, "platform", { value: "linux" });
    if (process.report !== undefined) Object.assign(process.report, { getReport: () => report });
    forget("detect-libc", "npm-install-checks");
    const detectLibc: DetectLibc = require("detect-libc");
    const npm: NpmInstallChecks = require("npm-install-checks");
    return { detectLibc: detectLibc.familySync(), npm: npm.currentEnv.libc("linux") ?? null };
  } finally {
    Object.assign(fs, { openSync, readFileSync });
    Object.assign(childProcess, { execSync });
    Object.defineProperty(process, "platform", { value: platform });
    if (process.report !== undefined) Object.assign(process.report, { getReport });
  }
}

function forget(...names: readonly string[]): void {
  for (const path of Object.keys(require.cache)) {
    if (names.some((name) => path.includes(`/${name}/`))) delete require.cache[path];
  }
}
