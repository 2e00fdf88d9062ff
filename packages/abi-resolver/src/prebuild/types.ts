type Words = string | readonly string[] | undefined;

/**
 * What a built addon says of itself, by its name or by its metadata; what it leaves open is absent.
 * `os`, `arch` and `libc` are one word or several, and follow npm's rule for `os`, `cpu` and `libc`: `!` before a word
 * that is not to match, `any` alone for all. A target of @nodewright/target-triple fits as it is.
 */
export interface PrebuildCandidate {
  /** A path, URL or package name; nothing is read from it. */
  readonly name?: string | undefined;
  /** `process.platform` words. */
  readonly os?: Words;
  /** `process.arch` words; `universal` is x64 and arm64 in one file. */
  readonly arch?: Words;
  readonly libc?: Words;
  /** Lowest glibc it loads with, such as `2.28`. */
  readonly glibcFloor?: string | undefined;
  /** Of `arm`: the lowest version it runs on. */
  readonly armVersion?: string | number | undefined;
  /** Of `ppc64`. */
  readonly endian?: string | undefined;
  /** Lowest CPU it runs on, in archspec's names: `x86_64_v3`. */
  readonly cpuLevel?: string | undefined;
  /** Flavour of the Node.js it is built for: `pointer-compression`. */
  readonly variant?: string | undefined;
  /** Runtime it is built for; any when absent. */
  readonly runtime?: string | undefined;
  /** ABI of that runtime it is bound to. */
  readonly abi?: string | undefined;
  /** Version, or its first parts, of the runtime it was built against: bound to that version's ABI. */
  readonly runtimeVersion?: string | undefined;
  /** Node-API level it needs; true when it uses Node-API and does not say which. */
  readonly napi?: number | true | undefined;
  /** Major version of libuv it needs. */
  readonly uv?: string | undefined;
}

/**
 * Where the addon is to be loaded: the target of the running process, not of the machine, for an addon never runs
 * emulated. A target of @nodewright/target-triple fits as it is.
 */
export interface PrebuildHost {
  readonly os: string;
  readonly arch: string;
  readonly libc?: string | undefined;
  /** Of a glibc host, such as `2.36`; when absent, floors are taken to be met. */
  readonly glibcVersion?: string | undefined;
  readonly armVersion?: string | number | undefined;
  readonly endian?: string | undefined;
  readonly cpuLevel?: string | undefined;
  readonly variant?: string | undefined;
}

/** What loads the addon. */
export interface PrebuildRuntime {
  /** `node` when absent. */
  readonly name?: string | undefined;
  readonly version: string;
  /** `process.versions.modules`; when absent, the table is asked. */
  readonly abi?: string | undefined;
  /** `process.versions.napi`; when absent, the table is asked. */
  readonly napi?: string | number | undefined;
  /** `process.versions.uv`. */
  readonly uv?: string | undefined;
}
