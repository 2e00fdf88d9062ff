import { copyFile, mkdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { TracedFile } from "@nodewright/app-archive/trace";
import { installPrebuild, type LocatedPrebuild, locatePrebuild } from "@nodewright/prebuild-fetch";
import { formatTarget } from "@nodewright/target-triple";
import { messageOf } from "../errors.js";
import type { AddonHostNode, AddonSources, TracedPackage } from "./types.js";

/** The binaries of an addon for a target, or why there are none. */
export type OwnPrebuild =
  | { readonly files: readonly TracedFile[]; readonly from: string }
  | { readonly needs: readonly { readonly name: string; readonly range: string }[] }
  | { readonly why: string };

/**
 * What a package has, or publishes, for a target: a file in its folder, a tarball that its package.json tells of, or
 * packages that are not installed here. The package's own folder stays as it is.
 */
export async function ownPrebuild(
  addon: TracedPackage,
  node: AddonHostNode,
  sources: AddonSources,
): Promise<OwnPrebuild> {
  const runtime = { version: node.version.replace(/^v/, "") };
  const { env } = sources;
  const here = await locatePrebuild({ root: addon.folder, host: node.target, runtime, env });
  const usable = here.fitting.filter(({ problem }) => problem === undefined);
  const file = usable.map(placeOf).find((place) => place.kind === "file");
  if (file !== undefined)
    return { files: [await inPackage(file.path, addon.folder, addon)], from: "its own folder" };
  const named = usable.map(placeOf).filter((place) => place.kind === "package");
  if (named.length > 0) return { needs: named };
  const copy = join(sources.folder, "addons", nameOf(addon, node));
  await mkdir(copy, { recursive: true });
  await copyFile(join(addon.folder, "package.json"), join(copy, "package.json"));
  const { fitting } = await locatePrebuild({ root: copy, host: node.target, runtime, env });
  for (const place of fitting.map(placeOf)) {
    if (place.kind !== "url" || place.plan === undefined) continue;
    try {
      const { addonFile } = await installPrebuild(place.plan, sources);
      return { files: [await inPackage(addonFile, copy, addon)], from: place.url };
    } catch (error) {
      return { why: messageOf(error) };
    }
  }
  return { why: here.unfit[0]?.reason ?? "it publishes no binary for this target" };
}

function placeOf({ place }: LocatedPrebuild): LocatedPrebuild["place"] {
  return place;
}

function nameOf({ name, version }: TracedPackage, { target, version: node }: AddonHostNode): string {
  return `${name.replaceAll("/", "+")}@${version}-${formatTarget(target)}-${node}`;
}

async function inPackage(source: string, folder: string, { path, name }: TracedPackage): Promise<TracedFile> {
  const { size, mode } = await stat(source);
  const place = `${path}/${relative(folder, source).split(sep).join("/")}`;
  return { path: place, source, why: "library", by: [name], sizeBytes: size, mode: mode & 0o777 };
}
