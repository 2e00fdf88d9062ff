import { extname } from "node:path";
import type { Volume } from "../volume.js";

/** Whether a file of the volume is for Node.js to run: by its extension, or by its first line. */
export function isScript(volume: Volume, path: string): boolean {
  const found = volume.find(path);
  if (typeof found !== "object" || found.kind !== "file" || volume.mounted(path) !== undefined) return false;
  if (/^\.[cm]?[jt]s$/.test(extname(path))) return true;
  const [line = ""] = Buffer.from(volume.read(found).subarray(0, 100)).toString("latin1").split("\n", 1);
  return /^#!.*\bnode\b/.test(line);
}
