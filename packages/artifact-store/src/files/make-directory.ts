import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { systemCode, toFileError } from "./file-errors.js";

/**
 * Makes a directory and its missing parents.
 * @returns the topmost one that was made, or undefined if all were there.
 * @throws ArtifactError ERR_ARTIFACT_EXISTS if a file stands in the way, _READ_ONLY, _PERMISSION, …
 */
export async function makeDirectory(path: string): Promise<string | undefined> {
  try {
    // Node's own `recursive` reports a read-only file system as ENOENT.
    await mkdir(path);
    return path;
  } catch (error) {
    const code = systemCode(error);
    const parent = dirname(path);
    if (code === "ENOENT" && parent !== path) {
      const first = await makeDirectory(parent);
      return (await makeDirectory(path)) === undefined ? first : (first ?? path);
    }
    if (await isDirectory(path)) {
      return undefined;
    }
    throw toFileError(error, "make the directory", path);
  }
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
