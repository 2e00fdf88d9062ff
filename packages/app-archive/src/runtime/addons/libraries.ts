import type { ArchiveLink, IndexedFile } from "../../archive/format.js";
import type { Archive } from "../../archive/open-archive.js";

/** What an addon needs beside it, as the archive has it. */
export interface Libraries {
  readonly files: readonly IndexedFile[];
  readonly links: readonly ArchiveLink[];
}

const IS_LIBRARY = /\.(?:so(?:\.[\d.]+)?|dylib|dll)$/i;

/**
 * The shared libraries that an addon may ask the system's loader for: those of its package and, as one scope's packages
 * bring each other's, of its scope. Links between such packages come along, for pnpm's paths lead through them.
 */
export function librariesOf(archive: Pick<Archive, "files" | "links">, path: string): Libraries {
  const family = familyOf(path);
  const files = archive.files.filter((file) => IS_LIBRARY.test(file.path) && familyOf(file.path) === family);
  if (files.length === 0) return { files, links: [] };
  return { files, links: archive.links.filter((link) => family !== "" && familyOf(link.target) === family) };
}

/** The scope or the name of the package that a path lies in; "" for the app itself. */
function familyOf(path: string): string {
  const parts = path.split("/");
  return parts[parts.lastIndexOf("node_modules") + 1 || parts.length] ?? "";
}
