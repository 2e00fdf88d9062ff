import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { compareVersions } from "@nodewright/release-index";
import { parseTarget, type Target } from "@nodewright/target-triple";
import { systemCode } from "./errors.js";
import { type Receipt, readReceipt } from "./receipt.js";

/** One complete install. */
export interface Install {
  readonly version: string;
  readonly target: Target;
  readonly prefix: string;
  /** The node executable's path. */
  readonly executable: string;
  readonly receipt: Receipt;
}

/** Every complete install below a root, newest version first; an absent root holds none. */
export async function listInstalls(root: string): Promise<Install[]> {
  const installs: Install[] = [];
  for (const name of await folders(root)) {
    const install = await readInstall(join(root, name));
    if (install !== undefined) installs.push(install);
  }
  return installs.sort(
    (a, b) => compareVersions(b.version, a.version) || a.receipt.target.localeCompare(b.receipt.target),
  );
}

/** @returns undefined when the prefix is no complete install */
export async function readInstall(prefix: string): Promise<Install | undefined> {
  const receipt = await readReceipt(prefix);
  if (receipt === undefined) return undefined;
  const [target] = parseTarget(receipt.target, "canonical").candidates;
  if (target === undefined) return undefined;
  return { version: receipt.version, target, prefix, executable: executablePath(prefix, target), receipt };
}

/** `bin/node`, or `node.exe` at the root for Windows. */
export function executablePath(prefix: string, target: Target): string {
  return target.os === "win32" ? join(prefix, "node.exe") : join(prefix, "bin", "node");
}

/** The folder that holds node, npm and npx. */
export function binFolder(prefix: string, target: Target): string {
  return target.os === "win32" ? prefix : join(prefix, "bin");
}

async function folders(root: string): Promise<string[]> {
  try {
    const entries = await readdir(root, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && entry.name.startsWith("v"))
      .map(({ name }) => name);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return [];
    throw error;
  }
}
