import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, posix, resolve } from "node:path";
import { stageDirectory, unpack, writeFileAtomic } from "@nodewright/artifact-store";
import { PrebuildAuthorError } from "../errors.js";
import { type AddonProject, readProject } from "../read-project.js";
import { loaderSource } from "./loader.js";
import { mainManifest } from "./main-package.js";
import { type PlatformPackage, platformPackages } from "./platform-package.js";
import { publishedFiles } from "./published-files.js";
import { readStaged } from "./read-staged.js";

export interface EmitOptions {
  readonly project: AddonProject;
  /** The folder with packed prebuilds; `build/stage` of the addon when absent. */
  readonly stage?: string | undefined;
  /** The folder that holds one folder for each package afterwards; what was there is replaced. `npm` when absent. */
  readonly out?: string | undefined;
  /** The loader's path in the main package; `native.js` when absent. */
  readonly loader?: string | undefined;
  /** Whether the loader is written into the project too, where it loads what was built from source. */
  readonly saveLoader?: boolean | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
}

export interface EmittedPackages {
  readonly main: { readonly name: string; readonly folder: string; readonly loader: string };
  readonly platforms: readonly {
    readonly name: string;
    readonly folder: string;
    readonly target: PlatformPackage["target"];
  }[];
  /** Whether any file of the main package asks for the loader. */
  readonly usesLoader: boolean;
}

/**
 * Makes packages that install without scripts of an addon's packed prebuilds: one for each target, and the main one,
 * which depends on them. They are ready for `npm publish`, the platforms' first. Of the project nothing is changed but the loader, where that is asked for.
 * @throws PrebuildAuthorError for prebuilds that are missing or cannot become packages; ArtifactError for the disk
 */
export async function emitPackages(options: EmitOptions): Promise<EmittedPackages> {
  const { project, out = "npm", stage = "build/stage", loader = "native.js" } = options;
  const staged = await readStaged(project, resolve(project.root, stage));
  const packages = platformPackages(project, staged);
  const destination = resolve(project.root, out);
  const moduleName = String(project.binary.module_name ?? project.name);
  const source = loaderSource({ packages, name: project.name, moduleName });
  if (options.saveLoader === true) await writeFileAtomic(join(project.root, loader), source);
  let usesLoader = false;
  await assertOwn(destination, project);
  // Before there is a folder for the packages, which npm would take for the project's.
  const published = await publishedFiles(project, options);
  const files = published.filter((file) => isKept(file, { out, moduleName }));
  await stageDirectory(
    destination,
    async (folder) => {
      for (const one of packages) await writePlatformPackage(one, join(folder, folderOf(one.name)));
      const main = join(folder, folderOf(project.name));
      for (const file of files) await copyFile(join(project.root, file), join(main, file));
      await writeText(join(main, "package.json"), json(mainManifest(project, packages, loader)));
      await writeText(join(main, loader), source);
      usesLoader = await mentions(
        files.map((file) => join(main, file)),
        loader,
      );
    },
    { replace: true },
  );
  return {
    main: { name: project.name, folder: join(destination, folderOf(project.name)), loader },
    platforms: packages.map(({ name, target }) => ({
      name,
      target,
      folder: join(destination, folderOf(name)),
    })),
    usesLoader,
  };
}

/** A scope is a folder on npm alone. */
const folderOf = (name: string): string => name.replace(/^@/, "").replaceAll("/", "-");

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Neither what builds leave behind, nor the file that makes package managers build. */
function isKept(
  file: string,
  { out, moduleName }: { readonly out: string; readonly moduleName: string },
): boolean {
  const isBuilt = /^build(-tmp-[^/]*)?\//.test(file) || posix.basename(file) === `${moduleName}.node`;
  return file !== "binding.gyp" && !isBuilt && !file.startsWith(`${out.replace(/\/$/, "")}/`);
}

/** @throws PrebuildAuthorError ERR_AUTHOR_DESTINATION for a folder that holds anything but packages of this project */
async function assertOwn(destination: string, { name }: AddonProject): Promise<void> {
  const entries = await readdir(destination).catch(() => []);
  for (const entry of entries) {
    const owner = await readProject(join(destination, entry)).catch(() => undefined);
    if (owner?.name === name || owner?.name.startsWith(`${name}-`)) continue;
    throw new PrebuildAuthorError(
      "ERR_AUTHOR_DESTINATION",
      `${destination} would be replaced, and ${entry} in it is no package of ${name}`,
      { hint: "name a folder of its own with --out" },
    );
  }
}

async function writePlatformPackage(
  { manifest, addons, name }: PlatformPackage,
  folder: string,
): Promise<void> {
  await writeText(join(folder, "package.json"), json(manifest));
  await writeText(
    join(folder, "README.md"),
    `# ${name}\n\n${manifest.description}\nInstalled by that package; not for use on its own.\n`,
  );
  for (const { path, companions, prebuild } of addons) {
    const unpacked = await mkdtemp(join(folder, ".unpacked-"));
    const into = join(unpacked, "content");
    await unpack(prebuild.tarball, { into, stripComponents: 1 });
    await copyFile(join(into, prebuild.entry.addon), join(folder, path));
    for (const file of companions) await copyFile(join(into, file), join(folder, dirname(path), file));
    await rm(unpacked, { recursive: true });
  }
}

async function writeText(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** npm publishes no links: what one leads to is copied. */
async function copyFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, { dereference: true });
}

async function mentions(files: readonly string[], loader: string): Promise<boolean> {
  const name = loader.replace(/^.*\//, "").replace(/\.c?js$/, "");
  const asks = new RegExp(`["'./]${name.replace(/[^\w-]/g, ".")}(\\.c?js)?["']`);
  for (const file of files.filter((one) => /\.[cm]?[jt]s$/.test(one) && !one.endsWith(loader))) {
    if (asks.test(await readFile(file, "utf8"))) return true;
  }
  return false;
}
