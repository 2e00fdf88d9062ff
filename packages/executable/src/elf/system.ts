import type { ExecutableArch, ExecutableLibc, ExecutableOs } from "../types.js";
import type { VersionNeed } from "./versions.js";

/** What of an ELF file tells its system apart. */
export interface SystemEvidence {
  readonly osAbi: number;
  readonly arch: ExecutableArch;
  readonly noteOs: ExecutableOs | undefined;
  readonly interpreter: string | undefined;
  readonly needed: readonly string[];
  readonly versions: readonly VersionNeed[];
  /** Whether it is a program, and not something that a program loads. */
  readonly isExecutable: boolean;
}

export interface System {
  readonly os: ExecutableOs;
  readonly libc?: ExecutableLibc;
}

/** EI_OSABI of systems that always set it; Linux files have 0 (System V) or 3 (GNU). */
const OS_ABIS: Readonly<Record<number, ExecutableOs>> = {
  2: "netbsd",
  3: "linux",
  6: "sunos",
  7: "aix",
  9: "freebsd",
  12: "openbsd",
};

/** Program interpreters, by the end of their path: distributions like NixOS keep them in other folders. */
const INTERPRETERS: readonly (readonly [pattern: RegExp, system: System])[] = [
  [/\/ld-musl-[^/]+$/, { os: "linux", libc: "musl" }],
  [/\/ld(64)?-uClibc\.so\.\d$/, { os: "linux", libc: "uclibc" }],
  [/\/ld-linux[-.][^/]+$/, { os: "linux", libc: "glibc" }],
  [/\/ld64\.so\.[12]$/, { os: "linux", libc: "glibc" }],
  [/\/linker(64)?(_asan)?$/, { os: "android", libc: "bionic" }],
  [/\/ld-elf(32)?\.so\.1$/, { os: "freebsd" }],
  [/\/ld-elf\.so\.2$/, { os: "dragonfly" }],
  [/\/ld\.elf_so$/, { os: "netbsd" }],
  [/\/usr\/libexec\/ld\.so$/, { os: "openbsd" }],
  [/\/runtime_loader$/, { os: "haiku" }],
];

/** C libraries by the name under which shared libraries ask for them. */
const C_LIBRARIES: readonly (readonly [pattern: RegExp, system: System])[] = [
  [/^libc\.musl-[^/]+\.so\.1$/, { os: "linux", libc: "musl" }],
  [/^libc\.so\.6(\.1)?$/, { os: "linux", libc: "glibc" }],
  [/^ld-linux[-.].+$/, { os: "linux", libc: "glibc" }],
  [/^ld64\.so\.[12]$/, { os: "linux", libc: "glibc" }],
  [/^libc\.so\.0$/, { os: "linux", libc: "uclibc" }],
  [/^libc\.so\.1$/, { os: "sunos" }],
  [/^libc\.so\.7$/, { os: "freebsd" }],
  [/^libc\.so\.8$/, { os: "dragonfly" }],
  [/^libc\.so\.12$/, { os: "netbsd" }],
  [/^libc\.so\.\d+\.\d+$/, { os: "openbsd" }],
  [/^libroot\.so$/, { os: "haiku" }],
];

/**
 * The system an ELF file is for. Vendor notes and EI_OSABI name it outright; else the interpreter and the
 * C library tell; a file without any of them is taken as Linux's, whose kernel asks for no mark.
 */
export function systemOf(evidence: SystemEvidence): System {
  const named = evidence.noteOs ?? OS_ABIS[evidence.osAbi];
  const inferred = systemOfInterpreter(evidence) ?? systemOfLibraries(evidence);
  const os = named === undefined || named === "linux" ? (inferred?.os ?? named ?? "linux") : named;
  const libc = libcOf(os, inferred, evidence);
  return libc === undefined ? { os } : { os, libc };
}

function libcOf(
  os: ExecutableOs,
  inferred: System | undefined,
  evidence: SystemEvidence,
): ExecutableLibc | undefined {
  if (os === "android") return "bionic";
  if (os === "openharmony") return "ohos";
  if (os !== "linux") return undefined;
  if (inferred?.libc !== undefined) return inferred.libc;
  const isAlone = evidence.interpreter === undefined && evidence.needed.length === 0;
  return evidence.isExecutable && isAlone ? "static" : undefined;
}

function systemOfInterpreter({ interpreter, arch }: SystemEvidence): System | undefined {
  if (interpreter === undefined) return undefined;
  for (const [pattern, system] of INTERPRETERS) if (pattern.test(interpreter)) return system;
  if (!interpreter.endsWith("/ld.so.1")) return undefined;
  // The System V name: glibc kept it for MIPS, PowerPC and S/390, where Solaris and illumos never ran.
  const isSolaris = arch === "ia32" || arch === "x64" || arch === "sparc" || arch === "sparc64";
  return isSolaris ? { os: "sunos" } : { os: "linux", libc: "glibc" };
}

function systemOfLibraries({ needed, versions }: SystemEvidence): System | undefined {
  for (const name of needed) {
    for (const [pattern, system] of C_LIBRARIES) if (pattern.test(name)) return system;
  }
  if (!needed.includes("libc.so")) return undefined;
  // musl and Android share the bare name; Android's linker versions its symbols LIBC, musl has no versions.
  const isBionic = versions.some(({ library, version }) => library === "libc.so" && version === "LIBC");
  return isBionic ? { os: "android", libc: "bionic" } : { os: "linux", libc: "musl" };
}
