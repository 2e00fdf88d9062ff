import { existsSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import type { TracedFile } from "@nodewright/app-archive/trace";
import type { TracedPackage } from "./types.js";

/** The installed packages that traced files belong to, each with its files. */
export function tracedPackages(files: readonly TracedFile[]): TracedPackage[] {
  const byFolder = new Map<string, { path: string; files: TracedFile[] }>();
  for (const file of files) {
    const place = packageOf(file);
    if (place === undefined) continue;
    const known = byFolder.get(place.folder);
    if (known === undefined) byFolder.set(place.folder, { path: place.path, files: [file] });
    else known.files.push(file);
  }
  return [...byFolder].map(([folder, { path, files: own }]) => ({
    ...manifestOf(folder),
    folder,
    path,
    files: own,
  }));
}

/** The nearest folder above a file that has a name and is installed. */
function packageOf({
  source,
  path,
}: TracedFile): { readonly folder: string; readonly path: string } | undefined {
  let [folder, place] = [dirname(source), posix.dirname(path)];
  while (place.includes("node_modules/")) {
    if (existsSync(join(folder, "package.json")) && manifestOf(folder).name !== "")
      return { folder, path: place };
    [folder, place] = [dirname(folder), posix.dirname(place)];
  }
  return undefined;
}

type Manifest = Pick<TracedPackage, "name" | "version" | "optionalDependencies">;

function manifestOf(folder: string): Manifest {
  const { name = "", version = "", optionalDependencies = {} } = readManifest(folder);
  return { name, version, optionalDependencies };
}

function readManifest(folder: string): Partial<Manifest> {
  try {
    return Object(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  } catch {
    return {};
  }
}
