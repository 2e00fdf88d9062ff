import { fileURLToPath } from "node:url";
import { COMMANDS } from "./command-names.js";

/** Options that it reads itself; node-gyp is given the others. */
const OPTIONS = {
  "--fallback-to-build": "builds where there is no prebuilt that fits; =false never builds",
  "--build-from-source": "builds without asking for a prebuilt; =name for one package alone",
  "--update-binary": "installs over an addon that is there",
  "--require-integrity": "refuses what no manifest vouches for; =signed: nor what no key signed",
  "--keyring=<file>": "the public keys that manifests are signed with",
  "--signing-key=<file>": "the key that package signs manifests with",
  "--runtime=<name>": "node, electron or node-webkit; with --target=<its version>",
  "--target_arch, --target_platform, --target_libc": "another system than this one",
  "--toolset=<name>, --debug": "values of {toolset} and {configuration}",
  "--cafile, --ca, --strict-ssl=false": "which certificates are trusted",
  "--proxy, --https-proxy, --noproxy": "how hosts are reached",
  "--s3_host=staging|production, --acl": "where, and for whom it is published",
  "-C, --directory=<folder>": "the addon's folder",
  "--silent, --verbose, --loglevel=<level>": "how much is said",
} as const;

export function usage(version: string): string {
  return [
    "",
    "  Usage: node-pre-gyp <command> [options]",
    "",
    "  where <command> is one of:",
    ...Object.entries(COMMANDS).map(([name, what]) => `    - ${name} - ${what}`),
    "",
    "  and the options are, beside node-gyp's own:",
    ...Object.entries(OPTIONS).map(([name, what]) => `    ${name} - ${what}`),
    "",
    `node-pre-gyp@${version}  ${fileURLToPath(new URL("..", import.meta.url))}`,
    `node@${process.versions.node}`,
  ].join("\n");
}
