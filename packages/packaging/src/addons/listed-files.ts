import { readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { TracedFile } from "@nodewright/app-archive/trace";

/** All files of a folder as traced files below a path of the archive. */
export async function filesBelow(folder: string, path: string, by: string): Promise<TracedFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.sort().map(async (source): Promise<TracedFile> => {
      const { size, mode } = await stat(source);
      const place = `${path}/${relative(folder, source).split(sep).join("/")}`;
      return { path: place, source, why: "library", by: [by], sizeBytes: size, mode: mode & 0o777 };
    }),
  );
}
