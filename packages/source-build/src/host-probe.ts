import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { delimiter, join } from "node:path";
import type { Environment } from "./context.js";
import { capture } from "./run-command.js";

/** Asks the machine what it is through its own commands, each question once. */
export interface HostProbe {
  /** `uname -s` and the like; empty when there is no uname. */
  uname(flag: "-s" | "-m" | "-r"): Promise<string>;
  /** The file a command name stands for on PATH. */
  which(command: string): string | undefined;
  platform(): Promise<HostPlatform>;
  /** macOS as 1010 for 10.10; undefined elsewhere. */
  macVersion(): Promise<number | undefined>;
  cpuCores(): Promise<number>;
  /** For people: `Debian GNU/Linux 13`. */
  description(): Promise<string>;
}

/** The C library of the system: `musl`, `glibc`. */
type LibcFinder = () => Promise<string | undefined>;

/** In node-build's words. */
export interface HostPlatform {
  /** With `-musl` after it where that is the C library: a binary for glibc would not even start there. */
  readonly arch: string;
  readonly os: string;
  /** Empty unless it is known. */
  readonly distro: string;
}

const ARCHES: readonly (readonly [pattern: RegExp, arch: string])[] = [
  [/^(?:arm64|aarch64)$/, "arm64"],
  [/^(?:x86_64|amd64|i686-64)$/, "x64"],
  [/^i[36]86|^[ix]86pc$/, "x86"],
];
const DISTROS: readonly (readonly [mark: string, distro: string])[] = [
  ["Ubuntu", "ubuntu"],
  ["Debian", "debian"],
  ["SUSE", "suse"],
  ["Red Hat", "redhat"],
  ["Gentoo", "gentoo"],
];

/**
 * @param env PATH decides which commands answer.
 * @param systemLibc Asked on Linux alone. Default: looks at the system's own programs.
 */
export function createHostProbe(env: Environment, systemLibc: LibcFinder = findSystemLibc): HostProbe {
  const once = new Map<string, Promise<string | undefined>>();
  const ask = (...command: readonly [string, ...string[]]): Promise<string | undefined> => {
    const key = command.join(" ");
    const answer = once.get(key) ?? capture(command, { env });
    once.set(key, answer);
    return answer;
  };
  const probe: Questions = {
    env,
    ask,
    uname: async (flag) => (await ask("uname", flag)) ?? "",
    which: (command) => which(command, env.PATH ?? ""),
  };
  return {
    uname: probe.uname,
    which: probe.which,
    platform: () => platformOf(probe, systemLibc),
    macVersion: () => macVersionOf(probe),
    cpuCores: () => cpuCoresOf(probe),
    description: () => describe(probe),
  };
}

interface Questions extends Pick<HostProbe, "uname" | "which"> {
  readonly env: Environment;
  ask(...command: readonly [string, ...string[]]): Promise<string | undefined>;
}

function which(command: string, path: string): string | undefined {
  return path
    .split(delimiter)
    .map((directory) => join(directory === "" ? "." : directory, command))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

async function findSystemLibc(): Promise<string | undefined> {
  return (await import("@nodewright/target-triple/host")).libcOf("system");
}

async function platformOf({ ask, uname, which }: Questions, systemLibc: LibcFinder): Promise<HostPlatform> {
  const machine = await uname("-m");
  const cpu = ARCHES.find(([pattern]) => pattern.test(machine))?.[1] ?? machine;
  const os = (await uname("-s")).toLowerCase();
  const arch = os === "linux" && (await systemLibc()) === "musl" ? `${cpu}-musl` : cpu;
  if (which("lsb_release")) {
    const answer = (await ask("lsb_release", "-sir")) ?? "";
    return { arch, os, distro: DISTROS.find(([mark]) => answer.includes(mark))?.[1] ?? "" };
  }
  const distro = os === "freebsd" ? `${os}${/^\d*/.exec(await uname("-r"))}` : "";
  return { arch, os, distro };
}

async function macVersionOf({ ask, uname }: Questions): Promise<number | undefined> {
  if ((await uname("-s")) !== "Darwin") return undefined;
  const [major = 0, minor = 0] = ((await ask("sw_vers", "-productVersion")) ?? "").split(".").map(Number);
  return major * 100 + minor;
}

async function cpuCoresOf({ ask, uname }: Questions): Promise<number> {
  const os = await uname("-s");
  if (os === "Darwin" || os.endsWith("BSD")) return countIn(await ask("sysctl", "-n", "hw.ncpu")) ?? 2;
  if (os === "SunOS") return countIn(await ask("getconf", "NPROCESSORS_ONLN")) ?? 2;
  return countIn(await ask("getconf", "_NPROCESSORS_ONLN")) ?? availableParallelism();
}

function countIn(answer: string | undefined): number | undefined {
  const count = Number.parseInt(answer ?? "", 10);
  return count > 0 ? count : undefined;
}

const RELEASE_FILES = [
  "centos-release",
  "redhat-release",
  "fedora-release",
  "system-release",
  "debian_version",
];

async function describe({ ask, uname, which }: Questions): Promise<string> {
  if (which("lsb_release")) return ((await ask("lsb_release", "-sir")) ?? "").replace(/\s+/g, " ").trim();
  if (which("sw_vers"))
    return `${await ask("sw_vers", "-productName")} ${await ask("sw_vers", "-productVersion")}`;
  const osRelease = textOf("/etc/os-release");
  if (osRelease !== undefined)
    return `${valueIn(osRelease, "NAME")} ${valueIn(osRelease, "VERSION_ID")}`.trim();
  for (const name of RELEASE_FILES) {
    const [line] = (textOf(`/etc/${name}`) ?? "").split("\n");
    if (line) return line;
  }
  return `${await uname("-s")} ${await uname("-r")}`;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function valueIn(osRelease: string, key: string): string {
  const [, value = ""] = new RegExp(`^${key}=(.*)$`, "m").exec(osRelease) ?? [];
  return value.replace(/^(["'])(.*)\1$/, "$2");
}

/** Whether a binary for a platform runs on a host. */
export function matchesPlatform(platform: string, { arch, os, distro }: HostPlatform): boolean {
  return platform === `${os}-${arch}` || platform === `${distro}-${arch}`;
}
