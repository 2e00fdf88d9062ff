import { statfs } from "node:fs/promises";

/** How much of a folder's disk can still be written, in bytes. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
