import type { Entry } from "./archive.js";

/** A prefix around some node executable. */
export function prefixWith(node: Uint8Array): Entry[] {
  const npm = '#!/usr/bin/env node\nconsole.log(require("../package.json").version);\n';
  return [
    { name: "bin/node", mode: 0o755, content: node },
    { name: "bin/npm", type: "symlink", linkname: "../lib/node_modules/npm/bin/npm-cli.js" },
    { name: "lib/node_modules/npm/package.json", content: '{"name":"npm","version":"11.0.0"}' },
    { name: "lib/node_modules/npm/bin/npm-cli.js", mode: 0o755, content: npm },
    { name: "include/node/node_version.h", content: "#define NODE_VERSION 1\n" },
    { name: "README.md", content: "Node.js\n" },
  ];
}
