import {
  addCompletion,
  type Command,
  createProgram,
  type Io,
  type Program,
  packageVersion,
  toProgram,
} from "@nodewright/command-line";
import type { ExportFlags } from "./definitions/export.js";
import type { LintFlags } from "./definitions/lint.js";
import type { UpdateFlags } from "./definitions/update.js";

type SetExitCode = (code: number) => void;

const help = `
Examples:
  nodewright-definitions update                         # what nodejs.org has and no file defines, for nodenv
  nodewright-definitions update --from https://nodejs.org/download/rc --to ./share/node-build --only '^26'
  nodewright-definitions lint ./share/node-build --fix
  nodewright-definitions export 24.21.0 --format yaml`;

/** `nodewright-definitions`: the option tables. What a command does is loaded when it is called. */
export const definitionsProgram: Program = toProgram((io, setExitCode) => {
  const root = createProgram({
    name: "nodewright-definitions",
    description: "Writes, checks and converts install definitions.",
    version: packageVersion(new URL("../package.json", import.meta.url)),
  });
  addUpdate(root, io, setExitCode);
  addLint(root, io, setExitCode);
  addExport(root, io);
  addCompletion(root, io);
  return root.addHelpText("after", help);
});

function addUpdate(root: Command, io: Io, setExitCode: SetExitCode): void {
  root
    .command("update")
    .description("write the definitions of an index's releases that no file defines yet")
    .option("--from <place>", "a dist tree: a URL or a folder (default: nodejs.org or a mirror variable)")
    .option("--url <address>", "the address that definitions name, when --from is a copy of it")
    .option("--to <folder>", "where they are written (default: a plugin's folder in NODENV_ROOT)")
    .option("--format <format>", "node-build, yaml or json", "node-build")
    .option("--only <pattern>", "only names that match this regular expression")
    .option("--family <word>", "what precedes the version in the name, as chakracore in chakracore-8.1.2")
    .option("--schedule <file>", "the schedule.json of nodejs/Release (default: the one bundled)")
    .option(
      "--keyring <file>",
      "armored public keys whose signature counts, instead of the Node.js release keys",
    )
    .option("--unsafe-skip-signature", "believe digests that nobody signed")
    .option("--force", "write those that a file defines already, too")
    .option("--prune", "then remove from the folder what another directory has with the same text")
    .option("--dry-run", "say what would be written, write nothing")
    .option("--json", "one JSON object a definition on standard output")
    .action(async (flags: UpdateFlags) =>
      setExitCode(await (await import("./definitions/update.js")).update(flags, io)),
    );
}

function addLint(root: Command, io: Io, setExitCode: SetExitCode): void {
  root
    .command("lint")
    .description("check definitions: digests, platforms, steps, and the notice that is due today")
    .argument("[paths...]", "files and folders (default: every folder where definitions are looked for)")
    .option("--fix", "write the notice that is due")
    .option("--schedule <file>", "the schedule.json of nodejs/Release (default: the one bundled)")
    .option("--json", "one JSON object a finding on standard output")
    .action(async (paths: readonly string[], flags: LintFlags) =>
      setExitCode(await (await import("./definitions/lint.js")).lint(paths, flags, io)),
    );
}

function addExport(root: Command, io: Io): void {
  root
    .command("export")
    .description("print a definition in another form, or write several into a folder")
    .argument("<names...>", "versions, names and files")
    .option("--format <format>", "node-build, yaml or json", "node-build")
    .option("--to <folder>", "write files instead of printing")
    .action(async (names: readonly string[], flags: ExportFlags) =>
      (await import("./definitions/export.js")).exportDefinitions(names, flags, io),
    );
}
