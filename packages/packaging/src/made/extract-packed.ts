import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { Archive } from "@nodewright/app-archive";
import { stageDirectory } from "@nodewright/artifact-store";

/**
 * Writes an app's files into a folder that is not there yet, each compared with its digest before.
 * @returns how many files were written
 * @throws ArchiveError ERR_ARCHIVE_DIGEST; ArtifactError where the folder is there or cannot be made
 */
export async function extractPacked(archive: Archive, into: string): Promise<number> {
  archive.verify();
  await stageDirectory(into, async (stage) => {
    for (const file of archive.files) {
      const path = join(stage, file.path);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, archive.read(file), { mode: file.mode });
    }
    for (const link of archive.links) {
      const path = join(stage, link.path);
      await mkdir(dirname(path), { recursive: true });
      await symlink(relative(dirname(path), join(stage, link.target)), path);
    }
  });
  return archive.files.length;
}
