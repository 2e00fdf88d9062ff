import { chmodSync, constants, copyFileSync, linkSync } from "node:fs";
import { systemCode } from "../files/file-errors.js";

/**
 * How a file gets a second name. `reflink`: a file of its own that shares its blocks until one of both is written;
 * `hardlink`: the same file, made read-only so that nobody writes to both unawares; `copy`: where neither is possible.
 */
export type ShareMethod = "reflink" | "hardlink" | "copy";

const WRITE_BITS = 0o222;

/** A file system without the one or the other, another device, a file that has as many names as it may. */
const REFUSALS: ReadonlySet<string | undefined> = new Set([
  "ENOTSUP",
  "EOPNOTSUPP",
  "ENOSYS",
  "ENOTTY",
  "EINVAL",
  "EXDEV",
  "EPERM",
  "EMLINK",
  "EACCES",
]);

/** Shares files by the best method that works between two directories: what was refused once is not tried again. */
export class FileSharer {
  #method: ShareMethod = "reflink";

  get method(): ShareMethod {
    return this.#method;
  }

  /**
   * @param mode the permission bits of `from`
   * @returns what was done; nothing was, if it is "copy"
   */
  share(from: string, to: string, mode: number): ShareMethod {
    if (this.#method === "reflink" && !attempt(() => reflink(from, to))) this.#method = "hardlink";
    if (this.#method === "hardlink" && !attempt(() => hardlink(from, to, mode))) this.#method = "copy";
    return this.#method;
  }
}

function reflink(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);
}

function hardlink(from: string, to: string, mode: number): void {
  linkSync(from, to);
  if ((mode & WRITE_BITS) !== 0) chmodSync(to, mode & ~WRITE_BITS);
}

function attempt(action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (REFUSALS.has(systemCode(error))) return false;
    throw error;
  }
}
