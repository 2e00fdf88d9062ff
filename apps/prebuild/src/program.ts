import {
  addCompletion,
  type Command,
  createProgram,
  type Io,
  type Program,
  packageVersion,
  toProgram,
} from "@nodewright/command-line";
import type { CopyFlags } from "./actions/copy.js";
import type { FindFlags } from "./actions/find.js";
import type { PublishFlags } from "./actions/publish.js";
import type { PublishedFlags } from "./actions/published.js";
import { addBuild, addEmit, addManifest, addMigrate } from "./author-commands.js";
import { withProject } from "./project-flags.js";

export { main } from "@nodewright/command-line";

/** `nodewright-prebuild`: the option tables. What a command does is loaded when it is called. */
export const program: Program = toProgram((io, setExitCode) => {
  const root = createProgram({
    name: "nodewright-prebuild",
    description: "Builds, publishes and converts prebuilt native addons.",
    version: packageVersion(new URL("../package.json", import.meta.url)),
  });
  addBuild(root, io, setExitCode);
  addManifest(root, io);
  addEmit(root, io);
  addPublish(root, io);
  addPublished(root, io);
  addCopy(root, io);
  addFind(root, io, setExitCode);
  addMigrate(root, io, setExitCode);
  addCompletion(root, io);
  return root;
});

const PLACE = "a folder, s3://bucket/prefix?region=…, or https://… (default: package.json's host)";

function addPublish(root: Command, io: Io): void {
  withProject(root.command("publish"))
    .description("publish every staged tarball of this version with its manifest; never over another")
    .option("--to <place>", PLACE)
    .action(async (flags: PublishFlags) => (await import("./actions/publish.js")).publish(flags, io));
}

function addPublished(root: Command, io: Io): void {
  withProject(root.command("info"))
    .description("list what is published of this version")
    .option("--in <place>", PLACE)
    .action(async (flags: PublishedFlags) => (await import("./actions/published.js")).info(flags, io));
  withProject(root.command("unpublish"))
    .description("remove every tarball of this version, with its manifest")
    .option("--in <place>", PLACE)
    .action(async (flags: PublishedFlags) => (await import("./actions/published.js")).unpublish(flags, io));
}

function addCopy(root: Command, io: Io): void {
  withProject(root.command("copy"))
    .description("publish the tarballs of one version under another, unchanged and compared")
    .argument("<from-version>")
    .argument("<to-version>")
    .option("--in <place>", PLACE)
    .option("--dry-run", "say what would be copied")
    .action(async (from: string, to: string, flags: CopyFlags) =>
      (await import("./actions/copy.js")).copy(from, to, flags, io),
    );
}

function addFind(root: Command, io: Io, setExitCode: (code: number) => void): void {
  root
    .command("find")
    .description("say which binary of a package would be loaded, or fetched, and why not the others")
    .argument("[folder]", "the package's folder", ".")
    .option("--host <target>", "what loads it, in any dialect (default: this machine)")
    .option("--runtime <name>", "node, electron or node-webkit (default: node)")
    .option("--target <version>", "version of the runtime (default: the running one)")
    .option("--json", "one JSON object on standard output")
    .action(async (folder: string, flags: FindFlags) =>
      setExitCode(await (await import("./actions/find.js")).find(folder, flags, io)),
    );
}
