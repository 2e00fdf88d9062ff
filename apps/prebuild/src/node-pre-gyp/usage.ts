import { fileURLToPath } from "node:url";
import { COMMANDS } from "./command-names.js";

export function usage(version: string): string {
  return [
    "",
    "  Usage: node-pre-gyp <command> [options]",
    "",
    "  where <command> is one of:",
    ...Object.entries(COMMANDS).map(([name, what]) => `    - ${name} - ${what}`),
    "",
    `node-pre-gyp@${version}  ${fileURLToPath(new URL("..", import.meta.url))}`,
    `node@${process.versions.node}`,
  ].join("\n");
}
