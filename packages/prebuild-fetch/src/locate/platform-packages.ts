import { readdir, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import { npmCandidate, type PrebuildCandidate, parsePlatformPackage } from "@nodewright/abi-resolver";
import { readPackage, textsOf } from "./read-package.js";
import type { AddonPackage, LocateContext, PrebuildFinding } from "./types.js";

/** The file that a user names in the place of all others, as napi-rs' loader obeys it. */
export function findNamedFile({ env }: LocateContext): readonly PrebuildFinding[] {
  const path = env.NAPI_RS_NATIVE_LIBRARY_PATH;
  return path ? [{ scheme: "napi-rs", place: { kind: "file", path }, candidate: { name: path } }] : [];
}

/** `<name>.<platform>-<arch>[-<abi>].node` beside package.json: napi-rs' loader takes it before the packages. */
export async function findNapiRsFiles({ root }: LocateContext): Promise<readonly PrebuildFinding[]> {
  return (await readdir(root)).sort().flatMap((file): PrebuildFinding[] => {
    const path = join(root, file);
    const candidate = file.endsWith(".node") ? parsePlatformPackage(file) : undefined;
    if (candidate === undefined) return [];
    return [{ scheme: "napi-rs", place: { kind: "file", path }, candidate: { ...candidate, name: path } }];
  });
}

/**
 * The packages for single platforms among `optionalDependencies`: installed ones by the `os`, `cpu` and `libc` of
 * their package.json, others by their names.
 */
export async function findPlatformPackages(context: LocateContext): Promise<readonly PrebuildFinding[]> {
  const dependencies = Object.entries(textsOf(context.manifest.optionalDependencies));
  const lists = await Promise.all(dependencies.map(([name, range]) => findPackage(context, name, range)));
  return lists.flat();
}

async function findPackage(
  { root, manifest }: LocateContext,
  name: string,
  range: string,
): Promise<readonly PrebuildFinding[]> {
  const named = parsePlatformPackage(name);
  const folder = await installedFolder(root, name);
  if (folder === undefined) {
    if (named === undefined || !isOwn(name, manifest.name ?? "", named)) return [];
    return [{ scheme: "platform-package", place: { kind: "package", name, range }, candidate: named }];
  }
  const own = await readPackage(folder);
  const file = namedAddon(own) ?? (await addonIn(folder));
  if (file === undefined) return [];
  const path = join(folder, file);
  const said: PrebuildCandidate = { ...named, ...npmCandidate(own), name: path };
  return [{ scheme: "platform-package", place: { kind: "file", path }, candidate: said }];
}

/** Whether a package is this one for a platform, by name: `<name>-<platform>…` or anything of the scope `@<name>`. */
function isOwn(name: string, owner: string, { os = "" }: PrebuildCandidate): boolean {
  const [base, own] = [lastPart(owner), lastPart(name)];
  return base !== "" && (own.startsWith(`${base}-${os}`) || name.startsWith(`@${base}/`));
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** Where Node.js would find a package from here. */
async function installedFolder(root: string, name: string): Promise<string | undefined> {
  for (let folder = await realpath(root); ; folder = dirname(folder)) {
    const found = await realpath(join(folder, "node_modules", name)).catch(() => undefined);
    if (found !== undefined) return found;
    if (dirname(folder) === folder) return undefined;
  }
}

/** The addon that a package names, by `main` or among its `exports`. */
function namedAddon({ main, exports }: AddonPackage): string | undefined {
  return [main, ...targetsOf(exports)]
    .filter((path) => typeof path === "string")
    .find((path) => path.endsWith(".node"));
}

function targetsOf(exports: unknown): readonly unknown[] {
  if (typeof exports !== "object" || exports === null) return [exports];
  return Object.values(exports).flatMap(targetsOf);
}

/** The one beside a script that loads it, as sharp has it. */
async function addonIn(folder: string): Promise<string | undefined> {
  const files = await Promise.all(
    [".", "lib"].map(async (below) =>
      (await readdir(join(folder, below)).catch(() => [])).sort().map((file) => join(below, file)),
    ),
  );
  return files.flat().find((file) => file.endsWith(".node"));
}
