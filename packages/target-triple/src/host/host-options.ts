import { createRequire } from "node:module";

/** The parts of `process.report.getReport()` that name the C library. */
export interface ProcessReport {
  readonly header?: { readonly glibcVersionRuntime?: string };
  readonly sharedObjects?: readonly string[];
}

/**
 * What is looked at instead of this process and its system. With another `root`, `arch` and byte order are those of
 * the executable found there, and neither this process's report nor its `ldd` is asked.
 */
export interface HostOptions {
  /** Directory taken for the root of the file system. */
  readonly root?: string;
  /** The Node.js executable, as a path inside of `root`. */
  readonly execPath?: string;
  /** `process.platform` */
  readonly platform?: string;
  /** `process.arch` */
  readonly arch?: string;
  /** `process.config.variables.arm_version` */
  readonly armVersion?: string | undefined;
  /** `uname -m` */
  readonly machine?: string | undefined;
  readonly endian?: "little" | "big";
  /** Model name of the first CPU; it gives Rosetta 2 away. */
  readonly cpuModel?: string | undefined;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly report?: (() => ProcessReport | undefined) | undefined;
  /** Output of `ldd --version`; asked only when nothing else answers. */
  readonly runLdd?: (() => string) | undefined;
}

/** Options with their defaults; `arch` and `endian` stay open where they are to be read from the executable. */
export interface HostEnvironment {
  readonly root: string;
  readonly execPath: string;
  readonly platform: string;
  readonly arch: string | undefined;
  readonly armVersion: string | undefined;
  readonly machine: string | undefined;
  readonly endian: "little" | "big" | undefined;
  readonly cpuModel: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly report: (() => ProcessReport | undefined) | undefined;
  readonly runLdd: (() => string) | undefined;
}

export function hostEnvironment(options: HostOptions): HostEnvironment {
  const isHere = options.root === undefined || options.root === "/";
  const defaults = isHere ? thisProcess() : ELSEWHERE;
  return {
    ...defaults,
    root: "/",
    execPath: process.execPath,
    platform: process.platform,
    ...options,
  };
}

const ELSEWHERE = {
  arch: undefined,
  armVersion: undefined,
  machine: undefined,
  endian: undefined,
  cpuModel: undefined,
  env: {},
  report: undefined,
  runLdd: undefined,
};

function thisProcess(): Omit<HostEnvironment, "root" | "execPath" | "platform"> {
  const os: typeof import("node:os") = load("node:os");
  return {
    arch: process.arch,
    armVersion: armVersionOf(process.config.variables),
    // Node.js has it from 18.9 on.
    machine: typeof os.machine === "function" ? os.machine() : undefined,
    endian: os.endianness() === "LE" ? "little" : "big",
    cpuModel: process.platform === "darwin" ? os.cpus()[0]?.model : undefined,
    env: process.env,
    report: processReport,
    runLdd,
  };
}

function armVersionOf(variables: object): string | undefined {
  return "arm_version" in variables ? String(variables.arm_version) : undefined;
}

/** Without the network part, which can take seconds. */
function processReport(): ProcessReport | undefined {
  const report: (NodeJS.ProcessReport & { excludeNetwork?: boolean | undefined }) | undefined =
    process.report;
  if (report === undefined) return undefined;
  const { excludeNetwork } = report;
  report.excludeNetwork = true;
  try {
    return toReport(report.getReport());
  } finally {
    report.excludeNetwork = excludeNetwork;
  }
}

function toReport(report: object | string): ProcessReport {
  const value: ProcessReport = typeof report === "string" ? JSON.parse(report) : report;
  return value;
}

/** A module of Node.js, loaded when it is needed: who loads this one may need none. Node.js 18 has no shorter way. */
function load(name: string): ReturnType<NodeJS.Require> {
  return createRequire(process.execPath)(name);
}

/** musl's ldd prints its version on stderr and fails. */
function runLdd(): string {
  const { spawnSync }: typeof import("node:child_process") = load("node:child_process");
  const { stdout, stderr } = spawnSync("ldd", ["--version"], { encoding: "utf8", timeout: 5000 });
  return `${stdout ?? ""}${stderr ?? ""}`;
}
