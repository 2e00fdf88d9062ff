import { dirname } from "node:path";
import type { Found, Volume, VolumeFile, VolumeFolder, VolumeLink } from "../volume.js";
import { systemError } from "./system-error.js";

/** What is at a path, where links lead; throws what the system throws where there is nothing. */
export function lookUp(volume: Volume, path: string, syscall: string): VolumeFile | VolumeFolder {
  return required(volume, volume.find(path), path, syscall) as VolumeFile | VolumeFolder;
}

/** The same, but for a link at the path's end. */
export function lookUpLink(
  volume: Volume,
  path: string,
  syscall: string,
): VolumeFile | VolumeFolder | VolumeLink {
  return required(volume, volume.findLink(path), path, syscall);
}

function required(
  volume: Volume,
  found: Found | VolumeLink | undefined,
  path: string,
  syscall: string,
): VolumeFile | VolumeFolder | VolumeLink {
  if (found === undefined || found === "missing") {
    const code = isBelowFile(volume, path) ? "ENOTDIR" : "ENOENT";
    throw systemError(code, { syscall, path });
  }
  if (found.kind === "file" && /[/\\]$/.test(path)) throw systemError("ENOTDIR", { syscall, path });
  return found;
}

function isBelowFile(volume: Volume, path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const found = volume.find(folder);
    if (found !== "missing") return found?.kind === "file";
    if (folder === dirname(folder)) return false;
  }
}
