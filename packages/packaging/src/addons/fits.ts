import { parsePlatformPackage, resolveAbi, resolvePrebuild } from "@nodewright/abi-resolver";
import { checkTarget, inspect } from "@nodewright/executable";
import type { AddonHostNode } from "./types.js";

/** Whether an addon loads in a Node.js, as far as its header tells. What is no binary is no business of a loader. */
export async function loadsIn(path: string, { target, version }: AddonHostNode): Promise<boolean> {
  const info = await inspect(path).catch(() => undefined);
  if (info === undefined) return true;
  const nodeAbi = abiOf(version);
  return checkTarget(info, target, nodeAbi === undefined ? {} : { nodeAbi }).length === 0;
}

function abiOf(version: string): number | undefined {
  if (!/^v\d+\.\d+\.\d+$/.test(version)) return undefined;
  const abi = Number(resolveAbi({ version }).abi);
  return Number.isInteger(abi) && abi > 0 ? abi : undefined;
}

/** Whether a package is one of several for different platforms, by its name: `@img/sharp-linux-x64`. */
export function isPlatformPackage(name: string): boolean {
  return parsePlatformPackage(name) !== undefined;
}

/** Those of platform packages that are for a target. A name of Linux that says no libc is glibc's. */
export function forTarget(names: readonly string[], { target, version }: AddonHostNode): string[] {
  return names.filter((name) => {
    const candidate = parsePlatformPackage(name);
    if (candidate === undefined) return false;
    const libc = candidate.libc ?? (candidate.os === "linux" ? "glibc" : undefined);
    const fitting = { ...candidate, ...(libc === undefined ? {} : { libc }) };
    const runtime = { version: /^v\d/.test(version) ? version.slice(1) : "24.0.0" };
    return resolvePrebuild({ candidates: [fitting], host: target, runtime }).ranked.length > 0;
  });
}
