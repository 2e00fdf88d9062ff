import { existsSync } from "node:fs";
import { join } from "node:path";
import { download, stageDirectory, unpack } from "@nodewright/artifact-store";
import { errorCode, PackagingError } from "../errors.js";
import type { AddonSources } from "./types.js";

/**
 * A package of the registry, unpacked and kept; its bytes are compared with the registry's digest.
 * @param range a version, or the range of an `optionalDependencies`, of which the lowest version is meant
 * @returns its folder
 * @throws PackagingError ERR_PACKAGING_ADDON where there is none, or offline where it is not kept
 */
export async function fetchPackage(name: string, range: string, sources: AddonSources): Promise<string> {
  const version = /\d+\.\d+\.\d+\S*/.exec(range)?.[0] ?? range;
  const folder = join(sources.folder, "packages", `${name.replaceAll("/", "+")}@${version}`);
  if (existsSync(join(folder, "package.json"))) return folder;
  if (sources.offline === true)
    throw noPackage(name, version, "it is not kept, and nothing is fetched offline");
  const found = await sources.registry.package(name, version);
  if (found === undefined) throw noPackage(name, version, `${sources.registry.name} has no such package`);
  const { client, headersFor, signal } = sources;
  const { tarball, digests } = found;
  const headers = headersFor?.(tarball) ?? {};
  try {
    await stageDirectory(folder, async (stage) => {
      const { body } = download({ urls: [tarball], headers, client, expect: digests, signal });
      await unpack(body, { into: stage, stripComponents: 1, signal });
    });
  } catch (error) {
    // Another process was quicker.
    if (errorCode(error) !== "ERR_ARTIFACT_EXISTS") throw error;
  }
  return folder;
}

function noPackage(name: string, version: string, why: string): PackagingError {
  return new PackagingError("ERR_PACKAGING_ADDON", `cannot get ${name}@${version}: ${why}`, {
    hint: "leave the target out, or look whether the addon is published for it",
  });
}
