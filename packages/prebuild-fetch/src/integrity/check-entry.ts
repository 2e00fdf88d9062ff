import {
  checkTarget,
  describeExecutable,
  describeMismatches,
  type ExecutableInfo,
} from "@nodewright/executable";
import { parseTarget, TargetError } from "@nodewright/target-triple";
import type { PlannedRuntime } from "../config/types.js";
import { PrebuildError } from "../errors.js";
import type { ManifestEntry } from "./prebuild-manifest.js";
import type { Voucher } from "./voucher.js";

export interface ArchiveDigest {
  /** Lower-case hex. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** @throws PrebuildError ERR_PREBUILD_INTEGRITY unless the archive is the one that the manifest speaks of */
export function assertEntryMatches({ entry, manifest }: Voucher, actual: ArchiveDigest, url: string): void {
  if (entry.sha256 === actual.sha256 && entry.sizeBytes === actual.sizeBytes) return;
  const why =
    entry.sizeBytes === actual.sizeBytes
      ? `its sha256 is ${actual.sha256} where ${entry.sha256} is expected`
      : `it has ${actual.sizeBytes} bytes where ${entry.sizeBytes} are expected`;
  throw new PrebuildError("ERR_PREBUILD_INTEGRITY", `Cannot trust ${url}: by ${manifest} ${why}`, {
    hint: "The file is damaged or was replaced: build from source, and tell the package's author.",
    url,
  });
}

/**
 * A manifest that is wrong about what it names is not to be believed in anything. What it alone tells, the ABI of an
 * addon whose header does not, is compared with the runtime.
 * @throws PrebuildError ERR_PREBUILD_INTEGRITY unless the addon is what the manifest says;
 * ERR_PREBUILD_INCOMPATIBLE where the manifest says that it is for another runtime
 */
export function assertEntryTold(
  { entry, manifest }: Voucher,
  info: ExecutableInfo,
  { name, abi }: Pick<PlannedRuntime, "name" | "abi">,
): void {
  const why = contradiction(entry, info);
  if (why === undefined) {
    const isOther = entry.nodeAbi !== undefined && abi !== null && entry.nodeAbi !== Number(abi);
    if (!isOther && (entry.nodeAbi === undefined || entry.runtime === name)) return;
    throw new PrebuildError(
      "ERR_PREBUILD_INCOMPATIBLE",
      `Cannot use ${entry.file}: by ${manifest} it is for ${entry.runtime} with ABI ${entry.nodeAbi}, not for ${name} with ABI ${abi}`,
      { hint: "Build from source; the names of the package's tarballs should tell runtimes and ABIs apart." },
    );
  }
  throw new PrebuildError(
    "ERR_PREBUILD_INTEGRITY",
    `Cannot trust ${manifest}: ${entry.addon} is ${describeExecutable(info)}, but ${why}`,
    { hint: "The manifest was made of other files: build from source, and tell the package's author." },
  );
}

function contradiction(entry: ManifestEntry, info: ExecutableInfo): string | undefined {
  const mismatches = checkTarget(info, targetOf(entry));
  if (mismatches.length > 0) return `${describeMismatches(mismatches)}`;
  for (const floor of ["glibcFloor", "glibcxxFloor", "cxxabiFloor"] as const) {
    if (entry[floor] !== info[floor])
      return `${floor} is ${info[floor] ?? "absent"}, not ${entry[floor] ?? "absent"}`;
  }
  const { addon } = info;
  if (addon === undefined) return undefined;
  if (entry.nodeApi !== undefined && !addon.napi) return "it does not use Node-API, as it should";
  const isOther =
    entry.nodeAbi !== undefined && addon.nodeAbi !== undefined && entry.nodeAbi !== addon.nodeAbi;
  return isOther ? `it is bound to ABI ${addon.nodeAbi}, not ${entry.nodeAbi}` : undefined;
}

function targetOf({ target }: ManifestEntry): ReturnType<typeof parseTarget>["target"] {
  try {
    return parseTarget(target, "canonical").target;
  } catch (error) {
    if (error instanceof TargetError) return {};
    throw error;
  }
}
