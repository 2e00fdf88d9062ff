import { existsSync } from "node:fs";
import { formatTarget, type Target, targetsEqual } from "@nodewright/target-triple";
import type { Command } from "./run-command.js";
import type { Environment } from "./types.js";
import { which } from "./which.js";

/** What runs a Node.js of another target here. */
export interface Emulator {
  /** `native`, `qemu-aarch64-static`, `wine`. */
  readonly name: string;
  /** What comes before the program; empty for `native`. */
  readonly prefix: readonly string[];
  readonly env: Environment;
}

/** QEMU's words for CPUs. */
const QEMU_CPUS: Readonly<Record<string, string>> = {
  x64: "x86_64",
  arm64: "aarch64",
  arm: "arm",
  ia32: "i386",
  s390x: "s390x",
  riscv64: "riscv64",
  loong64: "loongarch64",
  "ppc64 little": "ppc64le",
  "ppc64 big": "ppc64",
};

const NATIVE: Emulator = { name: "native", prefix: [], env: {} };

/**
 * What runs programs of a target on this machine, or the reason why nothing does. QEMU finds the C library of a
 * foreign CPU where Debian's cross packages put it, unless QEMU_LD_PREFIX says otherwise.
 */
export async function findEmulator(
  target: Target,
  { host, env }: { readonly host: Target; readonly env: Environment },
): Promise<Emulator | { readonly reason: string }> {
  if (runsNatively(target, host)) return NATIVE;
  if (target.os === "win32") return wine(target, env);
  if (target.os !== "linux" || host.os !== "linux") return { reason: `nothing here runs ${target.os}` };
  if (target.libc === "musl") return musl(target, host);
  return qemu(target, env);
}

/** Exactly this machine's target, or an ARM version that its CPU runs. */
function runsNatively(target: Target, host: Target): boolean {
  if (targetsEqual(target, host)) return true;
  const { armVersion: wanted, ...rest } = target;
  const { armVersion: own, ...hostRest } = host;
  return wanted === "6" && own === "7" && targetsEqual(rest as Target, hostRest as Target);
}

/** A glibc system that has musl's loader as well runs its programs, if its CPU does. */
function musl(target: Target, host: Target): Emulator | { readonly reason: string } {
  const cpu = QEMU_CPUS[target.arch];
  if (target.arch === host.arch && existsSync(`/lib/ld-musl-${cpu}.so.1`)) return NATIVE;
  return { reason: `musl for ${target.arch} is not installed` };
}

async function qemu(target: Target, env: Environment): Promise<Emulator | { readonly reason: string }> {
  const cpu = QEMU_CPUS[target.arch] ?? QEMU_CPUS[`${target.arch} ${target.endian}`];
  if (cpu === undefined) return { reason: `qemu does not run ${target.arch}` };
  for (const name of [`qemu-${cpu}-static`, `qemu-${cpu}`]) {
    const path = await which(name, env);
    if (path === undefined) continue;
    const sysroot = env.QEMU_LD_PREFIX ?? `/usr/${formatTarget(target, "gnu")}`;
    if (existsSync(sysroot)) return { name, prefix: [path, "-L", sysroot], env: {} };
    return { reason: `${name} finds no C library for ${target.arch}: there is no ${sysroot}` };
  }
  return { reason: `qemu-${cpu} is not installed` };
}

async function wine(target: Target, env: Environment): Promise<Emulator | { readonly reason: string }> {
  if (target.arch !== "x64") return { reason: `wine does not run ${target.arch} here` };
  const path = (await which("wine", env)) ?? (await which("wine64", env));
  if (path === undefined) return { reason: "wine is not installed" };
  // Node.js refuses the version of Windows that wine reports.
  return { name: "wine", prefix: [path], env: { WINEDEBUG: "-all", NODE_SKIP_PLATFORM_CHECK: "1" } };
}

/** A program and its arguments, run by an emulator. */
export function emulated({ prefix }: Emulator, [file, ...args]: Command): Command {
  const [first = file, ...rest] = [...prefix, file, ...args];
  return [first, ...rest];
}
