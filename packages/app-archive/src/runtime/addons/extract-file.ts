import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

export interface Extracted {
  /** Where it is to be. */
  readonly path: string;
  /** What it must be, in hex. */
  readonly sha256: string;
  read(): Uint8Array;
}

/**
 * Puts a file on the disk: at once, so that others see it whole or not at all. One that is there is taken when its digest
 * is right, and replaced when it is not.
 */
export function extractFile({ path, sha256, read }: Extracted): void {
  if (isRight(path, sha256)) return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const { randomBytes } = process.getBuiltinModule("node:crypto");
  const part = `${path}.${randomBytes(6).toString("hex")}.part`;
  try {
    const file = openSync(part, "wx", 0o700);
    try {
      const bytes = read();
      for (let at = 0; at < bytes.byteLength; ) at += writeSync(file, bytes, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    // Windows keeps a library that another process has loaded; that process put it there.
    if (!isRight(path, sha256)) throw error;
  }
}

function isRight(path: string, sha256: string): boolean {
  const { hash } = process.getBuiltinModule("node:crypto");
  try {
    return lstatSync(path).isFile() && hash("sha256", readFileSync(path), "hex") === sha256;
  } catch {
    return false;
  }
}
