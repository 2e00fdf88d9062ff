import { packageVersion } from "@nodewright/command-line";

/** The version of this package. */
export function version(): string {
  return packageVersion(new URL("../package.json", import.meta.url));
}
