import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { compareVersions } from "@nodewright/release-index";
import { parseTarget, type Target, TargetError } from "@nodewright/target-triple";
import { errorCode, InstallError, messageOf } from "./errors.js";
import { installFolder } from "./install-root.js";
import { type Receipt, readReceipt } from "./receipt.js";

/** One install. */
export interface Install {
  readonly version: string;
  readonly target: Target;
  readonly prefix: string;
  /** The node executable's path. */
  readonly executable: string;
  /** The executable is gone: somebody deleted it. Installing the release again mends that. */
  readonly isDamaged: boolean;
  readonly receipt: Receipt;
}

/**
 * Every install below a root, newest version first; an absent root holds none. Folders that are not what
 * their receipt says are passed over.
 * @throws InstallError ERR_INSTALL_DESTINATION when the root cannot be read
 */
export async function listInstalls(root: string): Promise<Install[]> {
  const found = await Promise.all((await folders(root)).map((name) => readNamed(root, name)));
  return found
    .filter((install) => install !== undefined)
    .sort((a, b) => compareVersions(b.version, a.version) || order(a.receipt.target, b.receipt.target));
}

async function readNamed(root: string, name: string): Promise<Install | undefined> {
  const install = await readInstall(join(root, name));
  return install && installFolder(install.version, install.target) === name ? install : undefined;
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** @returns undefined when the prefix has no receipt that this version understands */
export async function readInstall(prefix: string): Promise<Install | undefined> {
  const receipt = await readReceipt(prefix);
  if (receipt === undefined) return undefined;
  const target = readTarget(receipt.target);
  if (target === undefined) return undefined;
  const executable = executablePath(prefix, target);
  const isDamaged = !(await isFile(executable));
  return { version: receipt.version, target, prefix, executable, isDamaged, receipt };
}

function readTarget(text: string): Target | undefined {
  try {
    return parseTarget(text, "canonical").candidates[0];
  } catch (error) {
    if (error instanceof TargetError) return undefined;
    throw error;
  }
}

/** `bin/node`, or `node.exe` at the root for Windows. */
export function executablePath(prefix: string, target: Target): string {
  return target.os === "win32" ? join(prefix, "node.exe") : join(prefix, "bin", "node");
}

/** The folder that holds node, npm and npx. */
export function binFolder(prefix: string, target: Target): string {
  return target.os === "win32" ? prefix : join(prefix, "bin");
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}

async function folders(root: string): Promise<string[]> {
  try {
    const entries = await readdir(root, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && entry.name.startsWith("v"))
      .map(({ name }) => name);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw new InstallError("ERR_INSTALL_DESTINATION", `${root} cannot be read: ${messageOf(error)}`, {
      hint: "name the folder that holds the installs, and check its permissions",
      cause: error,
    });
  }
}
