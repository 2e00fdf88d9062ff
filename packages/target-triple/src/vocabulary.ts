import { own } from "./own.js";

/** `process.platform`, and the platforms that are built for but that Node.js never names. */
export type Os =
  | "aix"
  | "android"
  | "cygwin"
  | "darwin"
  | "freebsd"
  | "haiku"
  | "linux"
  | "netbsd"
  | "openbsd"
  | "sunos"
  | "win32"
  | "mas"
  | "openharmony"
  | "ios"
  | "wasi"
  | "web";

/** `process.arch`, `universal` (x64 and arm64 in one file), `wasm32`, and `any` (of `web`). */
export type Arch =
  | "arm"
  | "arm64"
  | "ia32"
  | "loong64"
  | "mips"
  | "mips64el"
  | "mipsel"
  | "ppc64"
  | "riscv64"
  | "s390x"
  | "x64"
  | "universal"
  | "wasm32"
  | "any";

export type Libc = "glibc" | "musl" | "static" | "bionic" | "ohos";
export type ArmVersion = "6" | "7";
export type Endian = "little" | "big";

/** In the order in which targets sort. */
export const OSES: readonly Os[] = [
  "linux",
  "darwin",
  "win32",
  "aix",
  "android",
  "cygwin",
  "freebsd",
  "haiku",
  "ios",
  "mas",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "wasi",
  "web",
];

/** In the order in which targets sort. */
export const ARCHES: readonly Arch[] = [
  "x64",
  "arm64",
  "universal",
  "arm",
  "ia32",
  "loong64",
  "mips",
  "mips64el",
  "mipsel",
  "ppc64",
  "riscv64",
  "s390x",
  "wasm32",
  "any",
];

/** The C libraries of an operating system, where it leaves a choice or names one of its own. */
const LIBCS: Readonly<Partial<Record<Os, readonly Libc[]>>> = {
  linux: ["glibc", "musl", "static"],
  android: ["bionic"],
  openharmony: ["ohos"],
};

const ARM_VERSIONS: readonly ArmVersion[] = ["7", "6"];
const ENDIANS: readonly Endian[] = ["little", "big"];

/** Build flavours that have a name in some dialect. */
export const VARIANTS: readonly string[] = [
  "baseline",
  "debug",
  "glibc-217",
  "gnu",
  "pointer-compression",
  "usdt",
];

export function libcsOf(os: Os): readonly Libc[] {
  return LIBCS[os] ?? [];
}

/** Android and Windows run on one kind of 32-bit arm only, so their targets do not spell a version. */
export function armVersionsOf(os: Os, arch: Arch): readonly ArmVersion[] {
  if (arch !== "arm" || os === "win32") return [];
  return os === "android" ? ["7"] : ARM_VERSIONS;
}

/** The byte orders that os and arch leave open. */
export function endiansOf(os: Os, arch: Arch): readonly Endian[] {
  return arch === "ppc64" && os !== "aix" ? ENDIANS : [];
}

/** The byte order that os and arch settle; ppc64 settles it on AIX alone. */
export function settledEndian(arch: Arch): Endian {
  return arch === "s390x" || arch === "mips" || arch === "ppc64" ? "big" : "little";
}

const CPU_LEVELS: Readonly<Record<string, RegExp>> = {
  x64: /^x86_64_v[1-4]$/,
  arm64: /^armv(8\.[1-9]|9\.[0-9])a$/,
  ppc64: /^power([789]|1[01])(le)?$/,
};

/** Names of archspec: `x86_64_v2`, `armv8.2a`, `power9le`. */
export function isCpuLevel(word: string, arch: string): boolean {
  return own(CPU_LEVELS, arch)?.test(word) ?? false;
}
