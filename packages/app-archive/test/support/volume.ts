import { openArchive } from "../../src/archive/open-archive.js";
import { createVolume, type Volume } from "../../src/runtime/volume.js";
import { filesOf, packed } from "./packed.js";

/** The files, and links by what they lead to, under `/snapshot`. */
export function volumeOf(
  texts: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
): Volume {
  const [entry = ""] = Object.keys(texts);
  const linked = Object.entries(links).map(([path, target]) => ({ path, target }));
  return createVolume(openArchive(packed({ files: filesOf(texts), links: linked, entry })), "linux");
}

/** What a call throws, as `code syscall path`. */
export function thrown(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    const { code, syscall, path } = error as NodeJS.ErrnoException;
    return [code, syscall, path].join(" ");
  }
  return "nothing";
}
