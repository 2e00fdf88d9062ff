import {
  addCompletion,
  type Command,
  createProgram,
  type Io,
  type Program,
  packageVersion,
  toProgram,
  UsageError,
} from "@nodewright/command-line";
import type { Shell } from "@nodewright/shell-environment";
import type { EnvFlags } from "./actions/env.js";
import type { ExecRequest, FindFlags } from "./actions/find.js";
import type { InstallFlags } from "./actions/install.js";
import type { LockCommandFlags } from "./actions/lock.js";
import type { LsRemoteFlags } from "./actions/ls-remote.js";
import type { PruneFlags } from "./actions/prune.js";
import {
  type PlaceFlags,
  readParts,
  withDialect,
  withLock,
  withPlace,
  withSource,
  withTarget,
} from "./flags.js";

const help = `
A <spec> is a version (24.21.0, v24.21.0), a part of one (24, 24.x), a range (">=22 <25"), lts, lts/-1, lts/krypton,
krypton, latest, perhaps with node@ in front; with --dialect any word of nvm, fnm, n, volta, setup-node, nv, pkg, mise,
or of the engines and devEngines of package.json.
Without one the nearest version file decides: of the working directory, else of those above it, .node-version, .nvmrc,
.n-node-version, .tool-versions, mise.toml, package.json (volta, devEngines, engines), in this order.

Examples:
  nodewright-install install lts
  nodewright-install install                    # what .nvmrc, package.json, … ask for
  nodewright-install install 22 24 lts/krypton  # several at once
  nodewright-install install stable --dialect nvm
  nodewright-install lock --target linux-x64-glibc --target darwin-arm64
  nodewright-install install 24 --target linux-arm64-glibc --dir ./nodes
  nodewright-install install 22 --source npm
  nodewright-install install 22 --target linux-riscv64 --source dist,unofficial
  nodewright-install exec lts -- npm test
  eval "$(nodewright-install env)"`;

/** `nodewright-install`: the option tables. What a command does is loaded when it is called. */
export const program: Program = toProgram(
  (io, setExitCode, argv) => {
    const root = createProgram({
      name: "nodewright-install",
      description:
        "Puts a verified Node.js on disk, from nodejs.org, a mirror, an npm registry or a directory.",
      version: packageVersion(new URL("../package.json", import.meta.url)),
    });
    addInstall(root, io, setExitCode);
    addLock(root, io);
    addLs(root, io);
    addLsRemote(root, io);
    addWhich(root, io);
    addExec(root, { io, setExitCode, argv });
    addEnv(root, io);
    addUninstall(root, io);
    addPrune(root, io);
    addCompletion(root, io);
    return root.addHelpText("after", help);
  },
  (io) => async (place) => (await import("./suggest.js")).suggest(place, io),
);

function addInstall(root: Command, io: Io, setExitCode: (code: number) => void): void {
  const command = root
    .command("install")
    .description("install the releases that the specs mean, several at once")
    .argument("[spec...]", "version words; the nearest version file decides when absent")
    .option("--dry-run", "resolve and prove, write nothing")
    .option("--force", "make an install that is already there again")
    .option(
      "--with <parts>",
      "keep only these beside node: npm, corepack, headers, docs; none; all",
      readParts,
    )
    .option("--compile", "build it from its source where no source has a binary for this host")
    .option("--compile-only", "build it from its source in any case")
    .option("--verbose", "print the log of such a build")
    .option("--no-store", "share no files with other installs: all are its own, and may be written");
  withSource(withLock(withTarget(withPlace(withDialect(command))))).action(
    async (specs: readonly string[], flags: InstallFlags) =>
      setExitCode(await (await import("./actions/install.js")).install(specs, flags, io)),
  );
}

function addLock(root: Command, io: Io): void {
  const command = root
    .command("lock")
    .description("pin a release by digest in nodewright.lock, for every target that is named")
    .argument("[spec]", "the nearest version file decides when absent; the lock lies beside it")
    .option("--target <target>", "also for this target; may be repeated (default: this host)", collect)
    .option("--upgrade", "the newest release that the spec means, not the one that is locked")
    .option("--dry-run", "resolve and prove, write nothing")
    .option("--json", "print the lock");
  withSource(withDialect(command)).action(async (spec: string | undefined, flags: LockCommandFlags) =>
    (await import("./actions/lock.js")).lock(spec, flags, io),
  );
}

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
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
    .argument("[spec]", "only those that this word covers; the nearest version file's when absent")
    .option("--all", "all of them, whatever a version file asks for")
    .option("--json", "one JSON array of index rows on standard output");
  withSource(withTarget(withDialect(command))).action(
    async (spec: string | undefined, flags: LsRemoteFlags) =>
      (await import("./actions/ls-remote.js")).lsRemote(spec, flags, io),
  );
}

function addWhich(root: Command, io: Io): void {
  const command = root
    .command("which")
    .description("print the path of the newest installed node that <spec> means")
    .argument("[spec]", "the nearest version file decides when absent");
  withTarget(withPlace(withDialect(command))).action(async (spec: string | undefined, flags: FindFlags) =>
    (await import("./actions/find.js")).which(spec, flags, io),
  );
}

interface Exec {
  readonly io: Io;
  readonly setExitCode: (code: number) => void;
  readonly argv: readonly string[];
}

function addExec(root: Command, { io, setExitCode, argv }: Exec): void {
  const command = root
    .command("exec")
    .description(
      "run a command with an installed node, npm and npx first on PATH; its exit code is passed on",
    )
    .usage("[options] [spec] -- <command...>")
    .argument("[words...]", "the spec, or nothing where a version file decides; after -- the command")
    .option("--dir <folder>", "folder that holds the installs (NODEWRIGHT_DIR)")
    .passThroughOptions();
  withTarget(withDialect(command)).action(async (words: readonly string[], flags: FindFlags) => {
    const request = splitExec(words, argv);
    setExitCode(await (await import("./actions/find.js")).exec({ ...request, flags }, io));
  });
}

/** The words before and after `--`, which is not among the words where nothing is before it. */
function splitExec(words: readonly string[], argv: readonly string[]): Omit<ExecRequest, "flags"> {
  const isBare = argv.length - argv.indexOf("--") - 1 === words.length && argv.includes("--");
  const [spec, rest] = isBare ? [undefined, words] : [words[0], words.slice(1)];
  const [file, ...args] = rest[0] === "--" && !isBare ? rest.slice(1) : rest;
  if (file !== undefined) return { spec, command: [file, ...args] };
  throw new UsageError("no command given", { hint: "nodewright-install exec lts -- node --version" });
}

function addEnv(root: Command, io: Io): void {
  const command = root
    .command("env")
    .description('print what puts an install first on PATH: eval "$(nodewright env)"')
    .argument("[spec]", "the nearest version file decides when absent")
    .addOption(
      root
        .createOption(
          "--shell <shell>",
          "the form; default: the shell that waits for it, in GitHub Actions both",
        )
        .choices(shellNames),
    );
  withPlace(withDialect(command)).action(async (spec: string | undefined, flags: EnvFlags) =>
    (await import("./actions/env.js")).env(spec, flags, io),
  );
}

/** Named here too, for the package is not loaded to print a version; the type holds the two together. */
const shellNames = Object.keys({
  bash: true,
  zsh: true,
  fish: true,
  posix: true,
  powershell: true,
  cmd: true,
  nushell: true,
  json: true,
  dotenv: true,
  github: true,
} satisfies Record<Shell | "github", true>);

function addUninstall(root: Command, io: Io): void {
  const command = root
    .command("uninstall")
    .description("remove the newest installed release that <spec> means")
    .argument("<spec>");
  withTarget(withPlace(withDialect(command))).action(async (spec: string, flags: FindFlags) =>
    (await import("./actions/find.js")).uninstall(spec, flags, io),
  );
}

function addPrune(root: Command, io: Io): void {
  root
    .command("prune")
    .description("remove kept files that no install shares any more (NODEWRIGHT_STORE_DIR)")
    .option("--all", "remove all of them; installs keep theirs")
    .option("--json", "one JSON object on standard output")
    .action(async (flags: PruneFlags) => (await import("./actions/prune.js")).prune(flags, io));
}
