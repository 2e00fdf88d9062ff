import { basename } from "node:path";
import { formatTarget, type Target, targetsEqual } from "@nodewright/target-triple";
import type { Command } from "../run-command.js";
import type { Environment } from "../types.js";
import { which } from "../which.js";
import type { Toolchain, ToolchainSearch } from "./toolchain.js";

/** Names of the compilers for C and C++, and of the archiver, as they may be on PATH. */
interface Names {
  readonly cc: string;
  readonly cxx: string;
  readonly ar: string;
}

/** What MinGW's triples call the CPUs of Windows. */
const WINDOWS_CPUS: Readonly<Record<string, string>> = { x64: "x86_64", ia32: "i686", arm64: "aarch64" };

/** What Apple's compilers call the CPUs of macOS. */
const APPLE_CPUS: Readonly<Record<string, string>> = { x64: "x86_64", arm64: "arm64" };

/**
 * The machine's own compilers for its own target (`CC`, `CXX` and `AR` are honoured, as make does), or its cross
 * compilers by the names that distributions give them.
 */
export async function findSystemCompilers(search: ToolchainSearch): Promise<Toolchain | undefined> {
  const { target, host, env } = search;
  if (target.variant !== undefined || target.cpuLevel !== undefined) return undefined;
  if (isOwn(target, host)) return ownCompilers(target, env);
  for (const names of crossNames(target, host)) {
    const found = await compilersNamed(names, env);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The Debian packages with cross compilers for a target. */
export function debianPackages(target: Target): readonly string[] {
  if (target.os === "win32") {
    const cpu = { x64: "x86-64", ia32: "i686" }[target.arch as string];
    return cpu === undefined ? [] : [`g++-mingw-w64-${cpu}-posix`];
  }
  const name = target.libc === "glibc" && target.armVersion !== "6" ? gnuCompiler(target) : undefined;
  if (name !== undefined) return [`g++-${name.replaceAll("_", "-")}`];
  return target.libc === "musl" && target.arch === "x64" ? ["musl-tools"] : [];
}

function isOwn(target: Target, host: Target): boolean {
  return target.os === "darwin" ? host.os === "darwin" : targetsEqual(target, host);
}

/** Windows' own compilers are driven by node-gyp alone: there, only what takes a Unix command line is of use. */
async function ownCompilers(target: Target, env: Environment): Promise<Toolchain | undefined> {
  const words = (value: string | undefined): string[] => value?.split(/\s+/).filter(Boolean) ?? [];
  const [cc = "cc", ...ccFlags] = words(env.CC);
  const [cxx = "c++", ...cxxFlags] = words(env.CXX);
  const found = await compilersNamed({ cc, cxx, ar: env.AR ?? "ar" }, env);
  if (found === undefined) return undefined;
  const arch = target.os === "darwin" ? ["-arch", APPLE_CPUS[target.arch] ?? target.arch] : [];
  return {
    ...found,
    cc: [...found.cc, ...ccFlags, ...arch],
    cxx: found.cxx && [...found.cxx, ...cxxFlags, ...arch],
  };
}

function crossNames(target: Target, host: Target): Names[] {
  if (target.os === "win32") {
    const cpu = WINDOWS_CPUS[target.arch];
    if (cpu === undefined) return [];
    const prefix = `${cpu}-w64-mingw32-`;
    // The variant with POSIX threads alone has std::mutex.
    return ["-posix", ""].map((end) => ({
      cc: `${prefix}gcc${end}`,
      cxx: `${prefix}g++${end}`,
      ar: `${prefix}ar`,
    }));
  }
  if (target.os !== "linux") return [];
  // What cross compilers for 32-bit ARM make by default is for version 7.
  if (target.armVersion === "6") return [];
  const prefix = gnuCompiler(target);
  const cross = prefix && { cc: `${prefix}-gcc`, cxx: `${prefix}-g++`, ar: `${prefix}-ar` };
  const wrapper = { cc: "musl-gcc", cxx: "musl-g++", ar: "ar" };
  const hasWrapper = target.libc === "musl" && host.os === "linux" && host.arch === target.arch;
  return [...(cross ? [cross] : []), ...(hasWrapper ? [wrapper] : [])];
}

/** The prefix of GNU compilers: the multiarch tuple, but for i686. */
function gnuCompiler(target: Target): string | undefined {
  return formatTarget(target, "gnu")?.replace(/^i386-/, "i686-");
}

async function compilersNamed(names: Names, env: Environment): Promise<Toolchain | undefined> {
  const cc = await which(names.cc, env);
  if (cc === undefined) return undefined;
  const cxx = await which(names.cxx, env);
  const command = (path: string): Command => [path];
  return {
    kind: "system",
    description: basename(cc),
    cc: command(cc),
    cxx: cxx === undefined ? undefined : command(cxx),
    ar: command((await which(names.ar, env)) ?? names.ar),
    choosesGlibc: false,
  };
}
