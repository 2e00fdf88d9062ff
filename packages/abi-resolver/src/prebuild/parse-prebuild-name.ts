import { parseNodePreGypName } from "./parse-node-pre-gyp.js";
import { parsePlatformPackage } from "./parse-platform-package.js";
import { parsePrebuildInstallName } from "./parse-prebuild-install.js";
import { parsePrebuildifyPath } from "./parse-prebuildify.js";
import type { PrebuildCandidate } from "./types.js";

/** A name of any grammar known here, the strictest first; undefined when it is of none. */
export function parsePrebuildName(name: string): PrebuildCandidate | undefined {
  return (
    parsePrebuildifyPath(name) ??
    parsePrebuildInstallName(name) ??
    parseNodePreGypName(name) ??
    parsePlatformPackage(name)
  );
}
