import { formatTarget, type Target, type TargetPattern } from "@nodewright/target-triple";
import { compareVersions } from "./compare-versions.js";
import { archWord, describeExecutable } from "./describe.js";
import { ExecutableError } from "./errors.js";
import { hasUniversalSlices } from "./target-of.js";
import type { ExecutableInfo, ExecutableKind } from "./types.js";

/** What is asked of a binary besides its target; what is absent is not checked. */
export interface CheckOptions {
  /** The glibc of the system that it shall run on: `2.31`. */
  readonly glibcVersion?: string;
  /** The highest GLIBCXX version of the libstdc++ that it shall run with: `3.4.30`. */
  readonly glibcxxVersion?: string;
  /** The highest CXXABI version of that libstdc++: `1.3.13`. */
  readonly cxxabiVersion?: string;
  readonly kind?: ExecutableKind;
  /** It shall register as an addon of Node.js. */
  readonly addon?: boolean;
  /** It shall be an addon that loads in a Node.js of this NODE_MODULE_VERSION. */
  readonly nodeAbi?: number;
  /** It shall be an addon that loads in a Node.js with this Node-API version. */
  readonly nodeApiVersion?: number;
}

/** One thing in which a binary is not what was asked for. */
export interface TargetMismatch {
  readonly field:
    | "os"
    | "arch"
    | "endian"
    | "armVersion"
    | "libc"
    | "glibcVersion"
    | "glibcxxVersion"
    | "cxxabiVersion"
    | "kind"
    | "addon"
    | "nodeAbi"
    | "nodeApiVersion";
  readonly expected: string;
  readonly actual: string;
}

/**
 * In what a binary does not fit a target; nothing when it fits. What a pattern leaves open fits.
 *
 * A static executable fits every libc, a library that needs no C library too. ARM code fits when it was built for
 * the target's version or a lower one. A universal file fits when the slice for the target's CPU does. What headers
 * do not say (variant, CPU level, the version of ARM code without build attributes) is not held against the file.
 */
export function checkTarget(
  info: ExecutableInfo,
  target: TargetPattern,
  options: CheckOptions = {},
): readonly TargetMismatch[] {
  if (target.arch === "universal") {
    const slices = info.slices ?? [info];
    if (!hasUniversalSlices(slices))
      return [{ field: "arch", expected: "x64+arm64", actual: archWord(info) }];
    const all = slices.flatMap((slice) => checkSlice(slice, target, options));
    return all.filter((one, i) => all.findIndex((other) => isSame(one, other)) === i);
  }
  const slice = sliceFor(info, target);
  if (slice !== undefined || target.arch === undefined) return checkSlice(slice ?? info, target, options);
  const wrongArch: TargetMismatch = { field: "arch", expected: target.arch, actual: archWord(info) };
  return [...checkSlice(info.slices?.[0] ?? info, target, options), wrongArch];
}

/** The binary in a file that is for the target's CPU: the file itself, or the slice of a universal one. */
export function sliceFor(info: ExecutableInfo, target: TargetPattern): ExecutableInfo | undefined {
  return (info.slices ?? [info]).find(({ arch }) => arch === target.arch);
}

/**
 * Throws ERR_EXECUTABLE_WRONG_TARGET, saying what the file is and what was asked for, unless it fits.
 * `name` is what the message calls the file. See `checkTarget` for what fits.
 */
export function assertTarget(
  info: ExecutableInfo,
  target: Target,
  { name = "this", ...options }: CheckOptions & { readonly name?: string } = {},
): void {
  const mismatches = checkTarget(info, target, options);
  if (mismatches.length === 0) return;
  const wanted = formatTarget(target) ?? `${target.os}-${target.arch}`;
  const what = `${name} is ${describeExecutable(info)}; ${wanted} was asked for`;
  throw new ExecutableError("ERR_EXECUTABLE_WRONG_TARGET", `${what}: ${describeMismatches(mismatches)}`, {
    hint: hintFor(mismatches, wanted),
  });
}

/** Mismatches in words: `its CPU is arm64, not x64`. */
export function describeMismatches(mismatches: readonly TargetMismatch[]): string {
  return mismatches
    .map(({ field, expected, actual }) => `${LABELS[field]} is ${actual}, not ${expected}`)
    .join(", ");
}

type Field = TargetMismatch["field"];

const LABELS: Readonly<Record<Field, string>> = {
  os: "its system",
  arch: "its CPU",
  endian: "its byte order",
  armVersion: "its ARM version",
  libc: "its C library",
  glibcVersion: "the lowest glibc for it",
  glibcxxVersion: "the lowest GLIBCXX of libstdc++ for it",
  cxxabiVersion: "the lowest CXXABI of libstdc++ for it",
  kind: "its kind",
  addon: "what it registers with Node.js",
  nodeAbi: "its ABI",
  nodeApiVersion: "its Node-API version",
};

function hintFor(mismatches: readonly TargetMismatch[], wanted: string): string {
  const fields = new Set(mismatches.map(({ field }) => field));
  const floor = mismatches.find(({ field }) => field === "glibcVersion")?.actual;
  if (fields.size === 1 && floor !== undefined) {
    return `use a system with glibc ${floor} or later, or a build for older systems`;
  }
  const isForOtherNode = fields.has("nodeAbi") || fields.has("nodeApiVersion");
  if (fields.size === 1 && isForOtherNode) return "use the build for this version of Node.js";
  return `use the build for ${wanted}`;
}

function checkSlice(info: ExecutableInfo, target: TargetPattern, options: CheckOptions): TargetMismatch[] {
  const found: TargetMismatch[] = [];
  const expect = (field: Field, fits: boolean, expected: string, actual: string): void => {
    if (!fits) found.push({ field, expected, actual });
  };
  if (target.os !== undefined) expect("os", info.os === target.os, target.os, info.os);
  if (target.endian !== undefined) {
    expect("endian", info.endianness === target.endian, target.endian, info.endianness);
  }
  const { armVersion } = info;
  if (target.armVersion !== undefined && armVersion !== undefined) {
    expect("armVersion", armVersion <= Number(target.armVersion), target.armVersion, String(armVersion));
  }
  if (target.libc !== undefined && info.libc !== undefined) {
    const fits = info.libc === target.libc || info.libc === "static";
    expect("libc", fits, target.libc, info.libc);
  }
  for (const [field, floor] of FLOORS) {
    const [has, needs] = [options[field], info[floor]];
    if (has === undefined || needs === undefined) continue;
    expect(field, compareVersions(needs, has) <= 0, `${has} or lower`, needs);
  }
  const { kind } = options;
  if (kind !== undefined) expect("kind", info.kind === kind, kind, info.kind);
  return [...found, ...checkAddon(info, options)];
}

/** What of a system is compared with which need of a file. */
const FLOORS = [
  ["glibcVersion", "glibcFloor"],
  ["glibcxxVersion", "glibcxxFloor"],
  ["cxxabiVersion", "cxxabiFloor"],
] as const;

/** Node refuses an addon of another ABI, but takes any through Node-API up to the version that it has. */
function checkAddon({ addon }: ExecutableInfo, options: CheckOptions): TargetMismatch[] {
  const { nodeAbi, nodeApiVersion } = options;
  if (nodeAbi === undefined && nodeApiVersion === undefined && options.addon !== true) return [];
  if (addon === undefined) return [{ field: "addon", expected: "an addon", actual: "nothing" }];
  if (addon.napi) {
    const version = addon.nodeApiVersion ?? 1;
    if (nodeApiVersion === undefined || version <= nodeApiVersion) return [];
    return [{ field: "nodeApiVersion", expected: `${nodeApiVersion} or lower`, actual: String(version) }];
  }
  if (nodeAbi === undefined || addon.nodeAbi === undefined || addon.nodeAbi === nodeAbi) return [];
  return [{ field: "nodeAbi", expected: String(nodeAbi), actual: String(addon.nodeAbi) }];
}

function isSame(a: TargetMismatch, b: TargetMismatch): boolean {
  return a.field === b.field && a.actual === b.actual;
}
