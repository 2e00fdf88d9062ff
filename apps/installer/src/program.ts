import { createProgram, type Program, packageVersion, toProgram } from "@nodewright/command-line";
import { addExec } from "./commands/exec.js";
import { addInstall } from "./commands/install.js";
import { addLs } from "./commands/ls.js";
import { addLsRemote } from "./commands/ls-remote.js";
import { addUninstall } from "./commands/uninstall.js";
import { addWhich } from "./commands/which.js";

/** `nodewright-install`: install, ls, ls-remote, which, exec, uninstall. */
export const program: Program = toProgram((io, setExitCode) => {
  const root = createProgram({
    name: "nodewright-install",
    description:
      "Puts a verified Node.js on disk, from nodejs.org, a mirror, an npm registry or a directory.",
    version: packageVersion(new URL("../package.json", import.meta.url)),
  });
  addInstall(root, io);
  addLs(root, io);
  addLsRemote(root, io);
  addWhich(root, io);
  addExec(root, io, setExitCode);
  addUninstall(root, io);
  root.addHelpText(
    "after",
    `
A <spec> is a version (24.21.0), a part of one (24, 24.1), a range (">=22 <25"), lts, lts/krypton, krypton, latest.

Examples:
  nodewright-install install lts
  nodewright-install install 24 --target linux-arm64-glibc --dir ./nodes
  nodewright-install install 22 --source npm
  nodewright-install exec lts -- npm test`,
  );
  return root;
});
