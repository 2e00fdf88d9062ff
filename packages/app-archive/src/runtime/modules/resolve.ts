import { dirname, join, resolve as resolvePath, sep } from "node:path";
import { exports as resolveExports, imports as resolveImports } from "resolve.exports";
import type { Volume } from "../volume.js";
import { isFile, isFolder, nearestManifest, readManifest } from "./manifests.js";
import { notExported, notImported } from "./resolve-errors.js";

export interface Request {
  readonly specifier: string;
  /** The file that asks, in the volume. */
  readonly parent: string;
  readonly conditions: readonly string[];
}

const EXTENSIONS = ["", ".js", ".json", ".node"];

/**
 * Finds the file of the volume that Node.js would find (Node.js, "Modules: Packages"): relative and absolute paths,
 * packages by their `exports`, `main` or index, own names and `#imports`. Undefined when the volume has none; throws what
 * Node.js throws for what a package does not export.
 */
export function resolveInVolume(
  volume: Volume,
  { specifier, parent, conditions }: Request,
): string | undefined {
  const isRequire = conditions.includes("require");
  if (/^\.{1,2}(?:[/\\]|$)/.test(specifier) || resolvePath(specifier) === specifier) {
    const path = resolvePath(dirname(parent), specifier);
    return resolveFile(volume, isFolderAlone(specifier) ? join(path, sep) : path, isRequire);
  }
  if (specifier.startsWith("#")) {
    const found = nearestManifest(volume, parent);
    if (isRequire && found?.manifest.imports === undefined) return undefined;
    const [target] =
      (found && listed(() => resolveImports(found.manifest, specifier, optionsOf(conditions)))) ?? [];
    if (found === undefined || target === undefined) throw notImported(specifier, found?.folder, parent);
    return target.startsWith("./")
      ? resolveFile(volume, join(found.folder, target), false)
      : resolveInVolume(volume, { specifier: target, parent, conditions });
  }
  return resolvePackage(volume, { specifier, parent, conditions });
}

function resolvePackage(volume: Volume, { specifier, parent, conditions }: Request): string | undefined {
  const [, name = specifier, rest = ""] = /^((?:@[^/]+\/)?[^/]+)(.*)$/.exec(specifier) ?? [];
  const own = nearestManifest(volume, parent);
  const folders = own?.manifest.name === name && own.manifest.exports !== undefined ? [own.folder] : [];
  for (let folder = dirname(parent); folder.startsWith(volume.root); folder = dirname(folder)) {
    folders.push(join(folder, "node_modules", name));
    if (folder === volume.root) break;
  }
  const isRequire = conditions.includes("require");
  for (const folder of folders) {
    if (!isFolder(volume, folder)) continue;
    const manifest = readManifest(volume, folder);
    if (manifest?.exports === undefined) {
      const found = resolveFile(volume, join(folder, rest), isRequire || rest === "");
      if (found !== undefined) return found;
      continue;
    }
    const subpath = rest === "" ? "." : `.${rest}`;
    const targets = listed(() => resolveExports(manifest, subpath, optionsOf(conditions)));
    if (targets === undefined) throw notExported(subpath, folder, parent);
    return targets.map((target) => join(folder, target)).find((path) => isFile(volume, path));
  }
  return undefined;
}

/** The package adds `default` and `node` itself; `unsafe` leaves the conditions to who asks. */
function optionsOf(conditions: readonly string[]): { readonly conditions: string[]; readonly unsafe: true } {
  return { conditions: [...conditions, "default"], unsafe: true };
}

/** The package throws for what is not exported, but without the code that Node.js gives. */
function listed<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}

/** `.`, `..` and what ends with a slash mean a folder, though a file of that name may stand beside it. */
function isFolderAlone(specifier: string): boolean {
  return /(?:^|[/\\])\.{0,2}$/.test(specifier);
}

/** A file, where `require` asks also with an extension, or a folder by its `main` or index. */
function resolveFile(volume: Volume, path: string, isRequire: boolean): string | undefined {
  const extensions = path.endsWith(sep) ? [] : isRequire ? EXTENSIONS : [""];
  const file = extensions.map((extension) => path + extension).find((one) => isFile(volume, one));
  if (file !== undefined || !isRequire || !isFolder(volume, path)) return file;
  const { main } = readManifest(volume, path) ?? {};
  const candidates = main === undefined ? [] : [main, join(main, "index")];
  for (const candidate of [...candidates, "index"]) {
    const base = join(path, candidate);
    const found = EXTENSIONS.map((extension) => base + extension).find((one) => isFile(volume, one));
    if (found !== undefined) return found;
  }
  return undefined;
}
