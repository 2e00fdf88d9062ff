import {
  addCompletion,
  type Command,
  createProgram,
  type Io,
  type Program,
  toProgram,
} from "@nodewright/command-line";
import { withSource } from "@nodewright/installer/sources";
import type { ExamineFlags } from "./actions/examine.js";
import type { PackFlags } from "./actions/pack.js";
import { version } from "./version.js";

const help = `
<input> is a script, a package.json, or a folder with one.
A target is one of any tool's words, with a Node.js version before or behind it if you like:
linux-x64, node24-linux-arm64, lts-win-x64, macos-arm64, linux-x64-musl@22, host. Without a version it is the one of
the Node.js that runs this.

Examples:
  nodewright-pack app.js
  nodewright-pack . -t linux-x64,linux-arm64,win-x64,macos-arm64 --out-dir dist
  nodewright-pack inspect dist/app-linux-x64
  nodewright-pack app.js --check "--help" --sbom --sign 'darwin:rcodesign sign {}'
  nodewright-pack app.js --node /opt/node/bin/node --assets 'views/**' -o app`;

/** `nodewright-pack`: the option tables. What a command does is loaded when it is called. */
export const program: Program = toProgram((io, setExitCode) => {
  const root = createProgram({
    name: "nodewright-pack",
    description: "Packs an app into one executable of stock, verified Node.js, for any target on any host.",
    version: version(),
  });
  const pack = root
    .command("pack", { isDefault: true })
    .description("make executables of an app")
    .argument("<input>", "script, package.json, or folder with one");
  withSource(withPack(pack)).action(async (input: string, flags: PackFlags) =>
    setExitCode(await (await import("./actions/pack.js")).pack(input, flags, io)),
  );
  addExamine(root, io, setExitCode);
  addCompletion(root, io);
  return root.addHelpText("after", help);
});

function addExamine(root: Command, io: Io, setExitCode: (code: number) => void): void {
  root
    .command("inspect")
    .description("tell what is in an executable")
    .argument("<file>")
    .option("--files", "list the files, too")
    .option("--sbom", "print the bill of materials that was packed with --sbom")
    .option("--json", "one JSON object on standard output")
    .action(async (file: string, flags: ExamineFlags) =>
      (await import("./actions/examine.js")).inspectFile(file, flags, io),
    );
  root
    .command("extract")
    .description("write the app's files into a new folder")
    .argument("<file>")
    .argument("<folder>")
    .action(async (file: string, folder: string) =>
      (await import("./actions/examine.js")).extractFile(file, folder, io),
    );
  root
    .command("verify")
    .description("compare an executable with what it says of itself: files, target, Node.js, signature")
    .argument("<file>")
    .option("--json", "one JSON object on standard output")
    .action(async (file: string, flags: ExamineFlags) =>
      setExitCode(await (await import("./actions/examine.js")).verifyFile(file, flags, io)),
    );
}

function withPack(command: Command): Command {
  return command
    .option("-t, --target <targets>", "what to make, with commas between", collect)
    .option("-o, --output <file>", "the executable; for several targets the beginning of their names")
    .option("--out-dir <folder>", "where executables go (default: the working directory)")
    .option("--node <file>", "this Node.js binary instead of one from the sources", collect)
    .option(
      "--assets <globs>",
      "files that are read at run time, from the project's folder; may be repeated",
      collect,
    )
    .option("--scripts <globs>", "scripts that are loaded by names put together at run time", collect)
    .option("--ignore <globs>", "files to leave out", collect)
    .option(
      "--trace <command>",
      "run the app so, in its folder, and pack the files that it used, too",
      collect,
    )
    .option("--options <list>", "options of Node.js for the app, with commas between", collect)
    .addOption(
      command
        .createOption("-C, --compress <how>", "how files are packed")
        .choices(["zstd", "brotli", "gzip", "none"])
        .default("zstd"),
    )
    .option("--keep-symbols", "keep the symbol table of the base binary")
    .option("--sbom", "write a CycloneDX bill of materials beside each executable, and into it")
    .option(
      "--sign <command>",
      "sign each with a command, {} is the file; darwin:…, win32:… for one system",
      collect,
    )
    .option(
      "--check [arguments]",
      "run each once, by QEMU or Wine where need be, and name files that were missed",
    )
    .option("--json", "one JSON object on standard output");
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
