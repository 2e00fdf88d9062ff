import { createHash } from "node:crypto";
import { readdir, readFile, readlink } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { type Asset, parseVersion } from "@nodewright/release-index";

/** What an unpacked archive holds: a digest for each path. */
export type TreeContent = ReadonlyMap<string, string>;

/** Reads a tree: files by their bytes, links by their text. */
export async function readTree(folder: string): Promise<TreeContent> {
  const content = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).split(sep).join("/");
    content.set(
      name,
      entry.isSymbolicLink()
        ? `link to ${await readlink(path)}`
        : createHash("sha256")
            .update(await readFile(path))
            .digest("hex"),
    );
  }
  return content;
}

/** Where the executable is in the folder of an archive. */
export function executablePath({ target }: Asset): string {
  return target.os === "win32" ? "node.exe" : "bin/node";
}

const HEADER = "include/node/node_version.h";

/** The one folder that everything in an archive lies in: that of headers is named as the source's. */
export function topFolder({ fileName, extension, kind, version }: Asset): string {
  return kind === "headers" ? `node-${version}` : fileName.slice(0, -extension.length);
}

/** In what an unpacked archive is not laid out as nodejs.org's: sentences, none when it is. */
export function checkLayout(content: TreeContent, asset: Asset): string[] {
  const top = topFolder(asset);
  const tops = new Set([...content.keys()].map((path) => path.split("/")[0] ?? ""));
  if (tops.size === 0) return ["it is empty"];
  if (tops.size > 1 || !tops.has(top)) {
    return [`its top folder is not ${top} alone, but ${[...tops].slice(0, 5).join(", ")}`];
  }
  const wanted = wantedFiles(asset).filter((path) => !content.has(`${top}/${path}`));
  return wanted.map((path) => `it has no ${top}/${path}`);
}

function wantedFiles(asset: Asset): string[] {
  if (asset.kind === "headers") return [HEADER];
  const texts = ["LICENSE", "README.md"];
  return asset.target.os === "win32" ? ["node.exe", ...texts] : ["bin/node", HEADER, ...texts];
}

/** Version and ABI as node_version.h states them; undefined where it does not. */
export async function readHeader(
  folder: string,
): Promise<{ readonly version?: string; readonly modules?: string } | undefined> {
  const text = await readFile(join(folder, HEADER), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const defined = (name: string): string | undefined =>
    new RegExp(`^#\\s*define\\s+${name}\\s+(\\S+)`, "m").exec(text)?.[1];
  const numbers = ["MAJOR", "MINOR", "PATCH"].map((part) => defined(`NODE_${part}_VERSION`));
  const modules = defined("NODE_MODULE_VERSION");
  return {
    ...(numbers.includes(undefined) ? {} : { version: `v${numbers.join(".")}` }),
    ...(modules === undefined ? {} : { modules }),
  };
}

/** Whether two versions have the same three numbers: headers state no more. */
export function hasSameNumbers(a: string, b: string): boolean {
  const [one, other] = [parseVersion(a), parseVersion(b)];
  return one.major === other.major && one.minor === other.minor && one.patch === other.patch;
}
