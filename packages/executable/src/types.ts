/** The container format of a binary. XCOFF is AIX's. */
export type ExecutableFormat = "elf" | "pe" | "mach-o" | "xcoff";

/** Node's words where Node has one (`process.platform`), else the system's own name. */
export type ExecutableOs =
  | "aix"
  | "android"
  | "darwin"
  | "dragonfly"
  | "freebsd"
  | "haiku"
  | "hurd"
  | "ios"
  | "linux"
  | "netbsd"
  | "openbsd"
  | "openharmony"
  | "sunos"
  | "tvos"
  | "visionos"
  | "watchos"
  | "win32"
  | "unknown";

/** Node's words where Node has one (`process.arch`), else the usual name; `universal` holds several. */
export type ExecutableArch =
  | "arm"
  | "arm64"
  | "arm64ec"
  | "arm64_32"
  | "ia32"
  | "loong64"
  | "mips"
  | "mips64"
  | "mips64el"
  | "mipsel"
  | "ppc"
  | "ppc64"
  | "riscv32"
  | "riscv64"
  | "s390"
  | "s390x"
  | "sparc"
  | "sparc64"
  | "universal"
  | "x32"
  | "x64"
  | "unknown";

/**
 * The C library a binary of a Linux kernel runs with. `static`: an executable that brings all it needs.
 */
export type ExecutableLibc = "glibc" | "musl" | "uclibc" | "bionic" | "ohos" | "static";

/** What the file is for: `shared-library` is anything another program loads (.so, .dll, .dylib, bundles). */
export type ExecutableKind = "executable" | "shared-library" | "object" | "core-dump" | "other";

/** What the symbols of a shared library say about it as a Node.js addon. */
export interface AddonInfo {
  /** Whether it registers through Node-API, and so loads in every Node of its Node-API version. */
  readonly napi: boolean;
  /**
   * The Node-API version it was built for, when `node_api_module_get_api_version_v1` returns a plain constant.
   * An addon without that function is taken by Node as version 8.
   */
  readonly nodeApiVersion?: number;
  /** NODE_MODULE_VERSION of the one Node ABI it loads in, from its `node_register_module_v<ABI>` symbol. */
  readonly nodeAbi?: number;
}

/** What a binary's headers say. An absent field is a fact the format has no place for, or that the file omits. */
export interface ExecutableInfo {
  readonly format: ExecutableFormat;
  readonly kind: ExecutableKind;
  readonly os: ExecutableOs;
  readonly arch: ExecutableArch;
  /** The machine number of the header as it stands (e_machine, Machine, cputype); 0 for a universal file. */
  readonly machine: number;
  readonly bits: 32 | 64;
  readonly endianness: "little" | "big";
  /** The lowest ARM architecture version the code was built for (32-bit ARM with build attributes). */
  readonly armVersion?: number;
  /** A PE image for ARM64 that also, or only, serves x64 processes there. */
  readonly hybrid?: "arm64ec" | "arm64x";
  readonly libc?: ExecutableLibc;
  /** Path of the program interpreter (dynamic linker) that the file asks for. */
  readonly interpreter?: string;
  /** Names of the libraries that the loader must find, in the file's order. */
  readonly needed: readonly string[];
  /** Libraries that a PE image loads at first use. */
  readonly delayLoaded?: readonly string[];
  /** The lowest glibc that has every symbol version the file needs: `2.28`. */
  readonly glibcFloor?: string;
  /** The highest GLIBCXX version needed of libstdc++: `3.4.30`. */
  readonly glibcxxFloor?: string;
  /** The highest CXXABI version needed of libstdc++: `1.3.13`. */
  readonly cxxabiFloor?: string;
  /** The lowest system version that the header admits: macOS `13.5`, Windows `10.0`, Linux kernel `4.18.0`. */
  readonly minimumOsVersion?: string;
  /** ELF: whether the link-time symbol table is gone. */
  readonly isStripped?: boolean;
  /** PE and Mach-O: whether a signature is attached. That it is there says nothing about whether it is good. */
  readonly isSigned?: boolean;
  /** PE: which subsystem runs it. */
  readonly subsystem?: "console" | "gui" | "native" | "efi" | "other";
  /** Shared libraries that register as a Node.js addon. */
  readonly addon?: AddonInfo;
  /** The binaries inside a universal Mach-O file, in the file's order. */
  readonly slices?: readonly ExecutableInfo[];
}
