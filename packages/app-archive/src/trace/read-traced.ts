import { readFileSync } from "node:fs";
import type { ArchiveFile } from "../archive/write-archive.js";
import type { Trace } from "./types.js";

/** The files of a trace for `writeArchive`, each read when it is packed. */
export function readTraced({ files }: Pick<Trace, "files">): ArchiveFile[] {
  return files.map(({ path, source, mode }) => ({
    path,
    mode,
    get bytes() {
      return readFileSync(source);
    },
  }));
}
