import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { packageVersion } from "@nodewright/command-line";

/** The version of the core, which names targets in provenance. */
export function coreVersion(): string {
  const manifest = createRequire(import.meta.url).resolve("@nodewright/target-triple/package.json");
  return packageVersion(pathToFileURL(manifest));
}
