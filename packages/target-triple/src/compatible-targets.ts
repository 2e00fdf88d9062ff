import { canonicalText } from "./canonical.js";
import { placeOf } from "./known-targets.js";
import { createTarget, matchTarget, type Target, type TargetPattern } from "./target.js";

export type CompatibilityReason =
  | "exact"
  | "cpu-level"
  | "plain-build"
  | "mingw"
  | "universal"
  | "glibc-floor"
  | "older-arm"
  | "static"
  | "rosetta"
  | "emulated"
  | "32-bit";

export interface CompatibleTarget {
  readonly target: Target;
  readonly reason: CompatibilityReason;
  /** The reason in words. */
  readonly because: string;
}

export interface CompatibilityOptions {
  /** Version of the host's glibc: builds whose name asks for a newer one are left out. */
  readonly glibcVersion?: string | undefined;
  /** Whether the host, unless it is Windows, has what 32-bit programs need. Not assumed. */
  readonly runs32Bit?: boolean | undefined;
}

type Change = readonly [reason: CompatibilityReason, host: TargetPattern, changed: TargetPattern];

/** On a host like this, that runs too if so much is changed. In the order of preference. */
const FALLBACKS: readonly Change[] = [
  ["mingw", { os: "win32" }, { variant: "gnu" }],
  ["universal", { os: "darwin", arch: "x64" }, { arch: "universal" }],
  ["universal", { os: "darwin", arch: "arm64" }, { arch: "universal" }],
  ["universal", { os: "mas", arch: "x64" }, { arch: "universal" }],
  ["universal", { os: "mas", arch: "arm64" }, { arch: "universal" }],
  ["glibc-floor", { os: "linux", libc: "glibc" }, { variant: "glibc-217" }],
  ["older-arm", { os: "linux", armVersion: "7" }, { armVersion: "6" }],
  ["static", { os: "linux", libc: "glibc" }, { libc: "static" }],
  ["static", { os: "linux", libc: "musl" }, { libc: "static" }],
  ["rosetta", { os: "darwin", arch: "arm64" }, { arch: "x64" }],
  ["rosetta", { os: "mas", arch: "arm64" }, { arch: "x64" }],
  ["emulated", { os: "win32", arch: "arm64" }, { arch: "x64" }],
  ["emulated", { os: "win32", arch: "arm64" }, { arch: "ia32" }],
  ["32-bit", { arch: "x64" }, { arch: "ia32" }],
  ["32-bit", { os: "linux", arch: "arm64" }, { arch: "arm", armVersion: "7" }],
  ["32-bit", { os: "linux", arch: "arm64" }, { arch: "arm", armVersion: "6" }],
  ["32-bit", { os: "android", arch: "arm64" }, { arch: "arm" }],
];

const BECAUSE: Readonly<Record<CompatibilityReason, string>> = {
  exact: "the host's own target",
  "cpu-level": "asks less of the CPU",
  "plain-build": "the same without the variant",
  mingw: "a MinGW build for the same arch",
  universal: "holds this arch among others",
  "glibc-floor": "built for older glibc too",
  "older-arm": "ARMv7 runs ARMv6 code",
  static: "brings its own libc, but loads no addons",
  rosetta: "Rosetta 2 translates x64",
  emulated: "Windows on arm64 emulates x64 and x86",
  "32-bit": "the host runs 32-bit programs",
};

/** Flavours that say nothing about the machine: where they run, the plain build does. */
const FLAVOURS = ["debug", "gnu", "pointer-compression", "usdt"];

/**
 * What runs on the host, best first, each with the reason. The host's own target comes first; fallbacks are among
 * `listTargets()`, apart from lower CPU levels. No libc stands in for another, but a static build needs none.
 */
export function compatibleTargets(
  host: Target,
  options: CompatibilityOptions = {},
): readonly CompatibleTarget[] {
  const found = new Map<string, CompatibleTarget>();
  const add = (reason: CompatibilityReason, target: Target) => {
    const text = canonicalText(target);
    if (!found.has(text)) found.set(text, Object.freeze({ target, reason, because: BECAUSE[reason] }));
  };
  const exact = createTarget(host);
  add("exact", exact);
  for (const target of lowerLevels(exact)) add("cpu-level", target);
  const { variant, cpuLevel: _any, ...plain } = exact;
  const isPlain = variant === undefined || FLAVOURS.includes(variant);
  if (isPlain) add("plain-build", createTarget(plain));
  for (const [reason, pattern, changed] of FALLBACKS) {
    const isOffered = (isPlain || reason === "static") && matchTarget(pattern, plain);
    if (!isOffered || !isAllowed(reason, changed, { ...options, os: host.os })) continue;
    const target = createTarget({ ...plain, ...changed });
    if (placeOf(target) !== undefined) add(reason, target);
  }
  return Object.freeze([...found.values()]);
}

interface Circumstances extends CompatibilityOptions {
  readonly os: string;
}

/** Every 64-bit Windows runs 32-bit programs; elsewhere it takes libraries, and on arm64 a CPU that still can. */
function isAllowed(
  reason: CompatibilityReason,
  { variant = "" }: TargetPattern,
  host: Circumstances,
): boolean {
  if (reason === "32-bit") return host.os === "win32" || host.runs32Bit === true;
  const [, major, minor] = /^glibc-(\d)(\d+)$/.exec(variant) ?? [];
  if (major === undefined || host.glibcVersion === undefined) return true;
  const [ours = 0, oursMinor = 0] = host.glibcVersion.split(".").map(Number);
  return ours > Number(major) || (ours === Number(major) && oursMinor >= Number(minor));
}

/** Down to the plain build, which asks for v1 of x64, and Bun's baseline, which says so in its name. */
function lowerLevels({ cpuLevel = "", ...rest }: Target): readonly Target[] {
  const level = Number(/^x86_64_v(\d)$/.exec(cpuLevel)?.[1] ?? 0);
  const lower = ["x86_64_v3", "x86_64_v2", "x86_64_v1"].slice(level > 0 ? 4 - level : 3);
  const baseline = { ...rest, variant: "baseline" };
  const isBuilt = rest.variant === undefined && placeOf(baseline) !== undefined;
  return [...lower.map((one) => ({ ...rest, cpuLevel: one })), rest, ...(isBuilt ? [baseline] : [])].map(
    createTarget,
  );
}
