import { readFileSync } from "node:fs";

/** The version in a package.json, for `--version`. */
export function packageVersion(manifest: URL): string {
  const { version }: { readonly version: string } = JSON.parse(readFileSync(manifest, "utf8"));
  return version;
}
