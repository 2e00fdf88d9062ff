import {
  addCompletion,
  type Command,
  completeWord,
  createProgram,
  type Io,
  type Program,
  packageVersion,
  toProgram,
} from "@nodewright/command-line";

type Argv = readonly string[];

/** One word after `nodewright`: what it is for, and the program behind it, loaded when it is called. */
interface Entry {
  readonly description: string;
  readonly run: Run;
  /** Answers a shell's question for the words after it. */
  readonly complete: Run;
}

type Run = (argv: Argv, io: Io) => Promise<number>;

type AddCommand = (root: Command, io: Io, setExitCode: (code: number) => void) => void;

const installerCommands = new Set([
  "install",
  "lock",
  "ls",
  "ls-remote",
  "which",
  "exec",
  "env",
  "uninstall",
]);

const installer = async (argv: Argv, io: Io): Promise<number> =>
  (await import("@nodewright/installer")).program(argv, io);

/** A command of the installer, which has it under the same name. */
function installed(name: string, description: string): Entry {
  return {
    description,
    run: (argv, io) => installer([name, ...argv], io),
    complete: (words, io) => installer([completeWord, name, ...words], io),
  };
}

/** A command of this package, which keeps its own name as the first word. */
function core(name: string, description: string, load: () => Promise<AddCommand>): Entry {
  const run: Run = async (argv, io) => {
    const add = await load();
    const program = toProgram((programIo, setExitCode) => {
      const root = emptyRoot();
      add(root, programIo, setExitCode);
      return root;
    });
    return program(argv, io);
  };
  return {
    description,
    run: (argv, io) => run([name, ...argv], io),
    complete: (words, io) => run([completeWord, name, ...words], io),
  };
}

const entries: Readonly<Record<string, Entry>> = {
  install: {
    ...installed("install", "install a verified Node.js"),
    // `nodewright install 24` and `nodewright install ls` both reach the installer.
    run: (argv, io) => installer(installerCommands.has(argv[0] ?? "") ? argv : ["install", ...argv], io),
  },
  lock: installed("lock", "pin a Node.js version by digest, for every target of a team"),
  ls: installed("ls", "list installed Node.js versions"),
  "ls-remote": installed("ls-remote", "list the releases that a source has"),
  which: installed("which", "print an installed node's path"),
  exec: installed("exec", "run a command with an installed Node.js"),
  env: installed("env", "print what puts an install first on PATH"),
  uninstall: installed("uninstall", "remove an installed Node.js"),
  definitions: {
    description: "update, lint and export install definitions",
    run: async (argv, io) => (await import("@nodewright/installer/definitions")).definitionsProgram(argv, io),
    complete: async (words, io) =>
      (await import("@nodewright/installer/definitions")).definitionsProgram([completeWord, ...words], io),
  },
  pack: {
    description: "pack an app into one executable, for any target",
    run: async (argv, io) => (await import("@nodewright/packager")).program(argv, io),
    complete: async (words, io) =>
      (await import("@nodewright/packager")).program([completeWord, ...words], io),
  },
  prebuild: {
    description: "build, publish and copy prebuilt native addons",
    run: async (argv, io) => (await import("@nodewright/prebuild/program")).program(argv, io),
    complete: async (words, io) =>
      (await import("@nodewright/prebuild/program")).program([completeWord, ...words], io),
  },
  farm: {
    description: "build Node.js for every platform, and publish it signed",
    run: async (argv, io) => (await import("@nodewright/farm")).program(argv, io),
    complete: async (words, io) => (await import("@nodewright/farm")).program([completeWord, ...words], io),
  },
  target: core(
    "target",
    "read a target in any dialect and write it in another",
    async () => (await import("./commands/target.js")).addTarget,
  ),
  abi: core(
    "abi",
    "the ABI and Node-API level of a runtime's version",
    async () => (await import("./commands/abi.js")).addAbi,
  ),
  release: core(
    "release",
    "resolve version words; rewrite indexes; show release lines",
    async () => (await import("./commands/release.js")).addRelease,
  ),
  verify: core(
    "verify",
    "check signed SHASUMS256.txt files, and files against them",
    async () => (await import("./commands/verify.js")).addVerify,
  ),
};

/** The dispatcher: looks at the first word only; the rest belongs to the program that it names. */
export const program: Program = async (argv, io) => {
  const isQuestion = argv[0] === completeWord;
  const [name = "", ...rest] = isQuestion ? argv.slice(1) : argv;
  const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
  if (entry === undefined || (isQuestion && rest.length === 0)) return overview(argv, io);
  return isQuestion ? entry.complete(rest, io) : entry.run(rest, io);
};

/** Help, version, usage errors, and the script for a shell. */
const overview: Program = toProgram((io) => {
  const root = emptyRoot();
  for (const [name, { description }] of Object.entries(entries)) root.command(name).description(description);
  addCompletion(root, io);
  root.addHelpText("after", "\nEach command has its own help: nodewright install --help");
  return root;
});

function emptyRoot(): Command {
  return createProgram({
    name: "nodewright",
    description: "One command for the whole life of a Node.js binary.",
    version: packageVersion(new URL("../package.json", import.meta.url)),
  });
}
