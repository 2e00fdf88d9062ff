import {
  type Command,
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
  readonly run: (argv: Argv, io: Io) => Promise<number>;
}

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

/** A command of this package, which keeps its own name as the first word. */
function core(name: string, load: () => Promise<AddCommand>): Entry["run"] {
  return async (argv, io) => {
    const add = await load();
    const program = toProgram((programIo, setExitCode) => {
      const root = emptyRoot();
      add(root, programIo, setExitCode);
      return root;
    });
    return program([name, ...argv], io);
  };
}

const entries: Readonly<Record<string, Entry>> = {
  install: {
    description: "install a verified Node.js",
    // `nodewright install 24` and `nodewright install ls` both reach the installer.
    run: (argv, io) => installer(installerCommands.has(argv[0] ?? "") ? argv : ["install", ...argv], io),
  },
  lock: {
    description: "pin a Node.js version by digest, for every target of a team",
    run: (argv, io) => installer(["lock", ...argv], io),
  },
  ls: { description: "list installed Node.js versions", run: (argv, io) => installer(["ls", ...argv], io) },
  "ls-remote": {
    description: "list the releases that a source has",
    run: (argv, io) => installer(["ls-remote", ...argv], io),
  },
  which: {
    description: "print an installed node's path",
    run: (argv, io) => installer(["which", ...argv], io),
  },
  exec: {
    description: "run a command with an installed Node.js",
    run: (argv, io) => installer(["exec", ...argv], io),
  },
  env: {
    description: "print what puts an install first on PATH",
    run: (argv, io) => installer(["env", ...argv], io),
  },
  uninstall: {
    description: "remove an installed Node.js",
    run: (argv, io) => installer(["uninstall", ...argv], io),
  },
  definitions: {
    description: "update, lint and export install definitions",
    run: async (argv, io) => (await import("@nodewright/installer/definitions")).definitionsProgram(argv, io),
  },
  prebuild: {
    description: "build, publish and convert prebuilt native addons",
    run: async (argv, io) => (await import("@nodewright/prebuild/program")).program(argv, io),
  },
  target: {
    description: "read a target in any dialect and write it in another",
    run: core("target", async () => (await import("./commands/target.js")).addTarget),
  },
  abi: {
    description: "the ABI and Node-API level of a runtime's version",
    run: core("abi", async () => (await import("./commands/abi.js")).addAbi),
  },
  release: {
    description: "resolve version words; rewrite indexes; show release lines",
    run: core("release", async () => (await import("./commands/release.js")).addRelease),
  },
  verify: {
    description: "check signed SHASUMS256.txt files, and files against them",
    run: core("verify", async () => (await import("./commands/verify.js")).addVerify),
  },
};

/** The dispatcher: looks at the first word only; the rest belongs to the program that it names. */
export const program: Program = async (argv, io) => {
  const [name = "", ...rest] = argv;
  const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
  return entry === undefined ? overview(argv, io) : entry.run(rest, io);
};

/** Help, version and usage errors. */
const overview: Program = toProgram(() => {
  const root = emptyRoot();
  for (const [name, { description }] of Object.entries(entries)) root.command(name).description(description);
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
