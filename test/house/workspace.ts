import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

type ExportTarget = string | { readonly types: string; readonly default: string };

/** The fields of a package.json that the house rules speak of. */
interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly version: string;
  readonly description?: string;
  readonly license?: string;
  readonly type?: string;
  readonly sideEffects?: boolean;
  readonly repository?: { readonly type: string; readonly url: string; readonly directory?: string };
  readonly engines?: { readonly node?: string };
  readonly files?: readonly string[];
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, ExportTarget>>;
  readonly publishConfig?: object;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

export type Layer = "core" | "lib" | "app";

/** A package or app of the workspace. */
export interface Member {
  /** From the root: `packages/executable`. */
  readonly path: string;
  readonly folder: string;
  readonly manifest: Manifest;
  readonly layer: Layer;
}

export const root: string = join(dirname(fileURLToPath(import.meta.url)), "../..");

export function readText(...path: readonly string[]): string {
  return readFileSync(join(root, ...path), "utf8");
}

/** Those that are published; what is private, such as a web page, has no manifest for others to read. */
function membersOf(group: "packages" | "apps"): Member[] {
  return readdirSync(join(root, group))
    .map((name) => `${group}/${name}`)
    .filter((path) => existsSync(join(root, path, "package.json")))
    .flatMap((path) => {
      const manifest: Manifest = JSON.parse(readText(path, "package.json"));
      if (manifest.private === true) return [];
      const { tags }: { readonly tags?: readonly Layer[] } = JSON.parse(readText(path, "turbo.json"));
      const [layer] = tags ?? [];
      if (layer === undefined) throw new Error(`${path}/turbo.json names no layer in its tags`);
      return [{ path, folder: join(root, path), manifest, layer }];
    });
}

export const packages: readonly Member[] = membersOf("packages");
export const apps: readonly Member[] = membersOf("apps");
export const members: readonly Member[] = [...packages, ...apps];

/** The files below a folder of a member, as paths from the member: `src/elf/header.ts`. */
export function filesBelow(member: Member, folder: string): string[] {
  const start = join(member.folder, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(member.folder.length + 1))
    .sort();
}

/** The text of the first fence of a language in Markdown, or undefined. */
export function firstFence(markdown: string, language: string): string | undefined {
  return new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(markdown)?.[1];
}
