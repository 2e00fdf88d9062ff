import { basename, dirname, join, resolve as resolvePath, sep } from "node:path";
import { exports as resolveExports, imports as resolveImports } from "resolve.exports";
import type { Volume } from "./volume.js";

/** The fields of a package.json that resolution reads. */
interface Manifest {
  readonly name?: string;
  readonly main?: string;
  readonly type?: string;
  readonly exports?: unknown;
  readonly imports?: unknown;
}

export interface Request {
  readonly specifier: string;
  /** The file that asks, in the volume. */
  readonly parent: string;
  readonly conditions: readonly string[];
}

const EXTENSIONS = ["", ".js", ".json", ".node"];

/**
 * Finds the file of the volume that Node.js would find (Node.js, "Modules: Packages"): relative and absolute paths,
 * packages by their `exports`, `main` or index, own names and `#imports`. Undefined when the volume has none.
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
    const [target] =
      (found && listed(() => resolveImports(found.manifest, specifier, optionsOf(conditions)))) ?? [];
    if (found === undefined || target === undefined) return undefined;
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
    const targets = listed(() => resolveExports(manifest, subpath, optionsOf(conditions))) ?? [];
    return targets.map((target) => join(folder, target)).find((path) => isFile(volume, path));
  }
  return undefined;
}

/** The package adds `default` and `node` itself; `unsafe` leaves the conditions to who asks. */
function optionsOf(conditions: readonly string[]): { readonly conditions: string[]; readonly unsafe: true } {
  return { conditions: [...conditions, "default"], unsafe: true };
}

/** What is not exported is thrown: for us it is not there. */
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

/** What a file is to Node.js, by its extension and the `type` of its package. */
export function formatOf(volume: Volume, path: string): string {
  const extension = /\.[^./\\]*$/.exec(path)?.[0];
  const known: Readonly<Record<string, string>> = {
    ".cjs": "commonjs",
    ".json": "json",
    ".mjs": "module",
    ".node": "addon",
    ".wasm": "wasm",
  };
  const format = known[extension ?? ""];
  if (format !== undefined) return format;
  return nearestManifest(volume, path)?.manifest.type === "module" ? "module" : "commonjs";
}

function nearestManifest(
  volume: Volume,
  path: string,
): { readonly folder: string; readonly manifest: Manifest } | undefined {
  for (let folder = dirname(path); folder.startsWith(volume.root); folder = dirname(folder)) {
    const manifest = readManifest(volume, folder);
    if (manifest !== undefined) return { folder, manifest };
    if (folder === volume.root || basename(folder) === "node_modules") break;
  }
  return undefined;
}

function readManifest(volume: Volume, folder: string): Manifest | undefined {
  const found = volume.find(join(folder, "package.json"));
  if (typeof found !== "object" || found.kind !== "file") return undefined;
  return JSON.parse(new TextDecoder().decode(volume.read(found))) as Manifest;
}

function isFile(volume: Volume, path: string): boolean {
  const found = volume.find(path);
  return typeof found === "object" && found.kind === "file";
}

function isFolder(volume: Volume, path: string): boolean {
  const found = volume.find(path);
  return typeof found === "object" && found.kind === "folder";
}
