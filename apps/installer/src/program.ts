import {
  type Command,
  createProgram,
  type Io,
  type Program,
  packageVersion,
  toProgram,
  UsageError,
} from "@nodewright/command-line";
import type { FindFlags } from "./actions/find.js";
import type { InstallFlags } from "./actions/install.js";
import type { LsRemoteFlags } from "./actions/ls-remote.js";
import { type PlaceFlags, withPlace, withSource, withTarget } from "./flags.js";

const help = `
A <spec> is a version (24.21.0), a part of one (24, 24.1), a range (">=22 <25"), lts, lts/krypton, krypton, latest.

Examples:
  nodewright-install install lts
  nodewright-install install 24 --target linux-arm64-glibc --dir ./nodes
  nodewright-install install 22 --source npm
  nodewright-install exec lts -- npm test`;

/** `nodewright-install`: the option tables. What a command does is loaded when it is called. */
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
  return root.addHelpText("after", help);
});

function addInstall(root: Command, io: Io): void {
  const command = root
    .command("install")
    .description("install the release that <spec> means")
    .argument("<spec>", "version, part of one, range, lts, lts/<name>, codename or latest")
    .option("--dry-run", "resolve and prove, write nothing")
    .option("--force", "make an install that is already there again")
    .option("--compile", "build it from its source where no source has a binary for this host")
    .option("--compile-only", "build it from its source in any case")
    .option("--verbose", "print the log of such a build");
  withSource(withTarget(withPlace(command))).action(async (spec: string, flags: InstallFlags) =>
    (await import("./actions/install.js")).install(spec, flags, io),
  );
}

function addLs(root: Command, io: Io): void {
  withPlace(root.command("ls").description("list what is installed")).action(async (flags: PlaceFlags) =>
    (await import("./actions/ls.js")).ls(flags, io),
  );
}

function addLsRemote(root: Command, io: Io): void {
  const command = root
    .command("ls-remote")
    .description("list the releases that a source has for a target, newest first")
    .argument("[spec]", "only those that this version, range or word covers")
    .option("--json", "one JSON array of index rows on standard output");
  withSource(withTarget(command)).action(async (spec: string | undefined, flags: LsRemoteFlags) =>
    (await import("./actions/ls-remote.js")).lsRemote(spec, flags, io),
  );
}

function addWhich(root: Command, io: Io): void {
  const command = root
    .command("which")
    .description("print the path of the newest installed node that <spec> means")
    .argument("<spec>");
  withTarget(withPlace(command)).action(async (spec: string, flags: FindFlags) =>
    (await import("./actions/find.js")).which(spec, flags, io),
  );
}

function addExec(root: Command, io: Io, setExitCode: (code: number) => void): void {
  const command = root
    .command("exec")
    .description(
      "run a command with an installed node, npm and npx first on PATH; its exit code is passed on",
    )
    .argument("<spec>")
    .argument("[command...]", "after --")
    .option("--dir <folder>", "folder that holds the installs (NODEWRIGHT_DIR)")
    .passThroughOptions();
  withTarget(command).action(async (spec: string, words: readonly string[], flags: FindFlags) => {
    const [file, ...args] = words[0] === "--" ? words.slice(1) : words;
    if (file === undefined) {
      throw new UsageError("no command given", { hint: "nodewright-install exec lts -- node --version" });
    }
    setExitCode(
      await (await import("./actions/find.js")).exec({ spec, command: [file, ...args], flags }, io),
    );
  });
}

function addUninstall(root: Command, io: Io): void {
  const command = root
    .command("uninstall")
    .description("remove the newest installed release that <spec> means")
    .argument("<spec>");
  withTarget(withPlace(command)).action(async (spec: string, flags: FindFlags) =>
    (await import("./actions/find.js")).uninstall(spec, flags, io),
  );
}
