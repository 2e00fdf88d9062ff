import type { Endian, Libc } from "../vocabulary.js";
import type { ElfHeader } from "./elf-header.js";
import { type HostEnvironment, type HostOptions, hostEnvironment } from "./host-options.js";
import { executableHeader, findLibc, glibcVersionOf, programHeader } from "./libc-of.js";

/** What a machine says of itself; plain data, which can be stored and sent. */
export interface HostFacts {
  /** `process.platform` */
  readonly platform: string;
  /** `process.arch`: what this process is built for. */
  readonly arch: string;
  /** In the same words, what the system itself is built for: 32 bits on a 64-bit kernel, arm64 under Rosetta 2. */
  readonly systemArch: string;
  readonly endian: Endian;
  /** Of 32-bit arm: what this process is built for, and what the CPU runs. */
  readonly armVersion: "6" | "7" | undefined;
  readonly systemArmVersion: "6" | "7" | undefined;
  readonly processLibc: Libc | undefined;
  readonly systemLibc: Libc | undefined;
  /** Version of the system's glibc, such as `2.36`. */
  readonly glibcVersion: string | undefined;
  /** Width of the system's programs, which may be less than the kernel's. */
  readonly userlandBits: 32 | 64 | undefined;
  /** Whether this is an x64 process on an arm64 Mac. */
  readonly rosetta: boolean;
}

/** Looks at this process and its system, or at those that the options describe. Starts no program unless it must. */
export function hostFacts(options: HostOptions = {}): HostFacts {
  const host = hostEnvironment(options);
  const isLinux = host.platform === "linux";
  const executable = isLinux ? executableHeader(host) : undefined;
  const arch = host.arch ?? archOfElf(executable) ?? process.arch;
  const program = isLinux ? (programHeader(host) ?? executable) : undefined;
  const systemLibc = findLibc("system", host);
  const systemArmVersion = armVersionOfMachine(host.machine);
  return {
    platform: host.platform,
    arch,
    systemArch: systemArchOf(host, arch, program?.bits),
    endian: host.endian ?? executable?.endian ?? "little",
    armVersion: armVersionOfBuild(host.armVersion) ?? systemArmVersion,
    systemArmVersion,
    processLibc: findLibc("process", host),
    systemLibc,
    glibcVersion: systemLibc === "glibc" ? glibcVersionOf(host) : undefined,
    userlandBits: program?.bits,
    rosetta: isRosetta(host, arch),
  };
}

/** `e_machine` of the ELF specification, in the words of `process.arch`. */
const ELF_ARCHES: Readonly<Record<number, string>> = {
  3: "ia32",
  8: "mips",
  21: "ppc64",
  22: "s390x",
  40: "arm",
  62: "x64",
  183: "arm64",
  243: "riscv64",
  258: "loong64",
};

function archOfElf(header: ElfHeader | undefined): string | undefined {
  if (header === undefined) return undefined;
  const arch = ELF_ARCHES[header.machine];
  if (arch !== "mips" || header.endian === "big") return arch;
  return header.bits === 64 ? "mips64el" : "mipsel";
}

/** `arm_version` of Node's build; "default" says nothing, 8 is a 32-bit build for arm64 CPUs. */
function armVersionOfBuild(version: string | undefined): "6" | "7" | undefined {
  if (version === "6") return "6";
  return version === "7" || version === "8" ? "7" : undefined;
}

function armVersionOfMachine(machine: string | undefined): "6" | "7" | undefined {
  if (machine?.startsWith("armv6")) return "6";
  return machine !== undefined && /^(armv[78]|aarch64|arm64)/.test(machine) ? "7" : undefined;
}

/** Rosetta 2 hides the CPU's arch but not the maker's name. */
function isRosetta(host: HostEnvironment, arch: string): boolean {
  return host.platform === "darwin" && arch === "x64" && /Apple/.test(host.cpuModel ?? "");
}

function systemArchOf(host: HostEnvironment, arch: string, userlandBits: 32 | 64 | undefined): string {
  if (host.platform === "darwin") return isRosetta(host, arch) ? "arm64" : arch;
  if (host.platform === "win32") return windowsArch(host.env) ?? arch;
  if (host.platform !== "linux" || userlandBits === undefined) return arch;
  return linuxArch(host.machine ?? "", userlandBits) ?? arch;
}

/** An emulated process is told its own arch, but the CPU's identifier stays true. */
function windowsArch(env: HostEnvironment["env"]): string | undefined {
  if (/^ARMv8/.test(env.PROCESSOR_IDENTIFIER ?? "")) return "arm64";
  return env.PROCESSOR_ARCHITEW6432 === "AMD64" ? "x64" : undefined;
}

/** 64-bit kernels with a 32-bit userland are common on arm boards and in containers. */
function linuxArch(machine: string, userlandBits: 32 | 64): string | undefined {
  if (/^(x86_64|amd64)$/.test(machine)) return userlandBits === 64 ? "x64" : "ia32";
  if (/^(aarch64|arm64)$/.test(machine)) return userlandBits === 64 ? "arm64" : "arm";
  if (/^arm/.test(machine)) return "arm";
  return /^i[3-6]86$/.test(machine) ? "ia32" : undefined;
}
