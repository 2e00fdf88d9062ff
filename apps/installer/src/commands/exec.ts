import { type Command, type Io, UsageError } from "@nodewright/command-line";
import { findInstall, runInInstall } from "@nodewright/installation";
import { rootOf, targetOf } from "../session.js";

interface ExecFlags {
  readonly dir?: string;
  readonly target?: string;
}

export function addExec(root: Command, io: Io, setExitCode: (code: number) => void): void {
  root
    .command("exec")
    .description(
      "run a command with an installed node, npm and npx first on PATH; its exit code is passed on",
    )
    .argument("<spec>")
    .argument("[command...]", "after --")
    .option("--dir <folder>", "folder that holds the installs (NODEWRIGHT_DIR)")
    .option("--target <target>", "target in any dialect (default: this host)")
    .passThroughOptions()
    .action(async (spec: string, command: readonly string[], flags: ExecFlags) => {
      const [file, ...args] = command[0] === "--" ? command.slice(1) : command;
      if (file === undefined) {
        throw new UsageError("no command given", { hint: "nodewright-install exec lts -- node --version" });
      }
      const install = await findInstall({ root: rootOf(flags, io), spec, target: targetOf(flags.target) });
      setExitCode(
        await runInInstall({
          install,
          command: [file, ...args],
          env: io.env,
          cwd: io.cwd,
          signal: io.signal,
        }),
      );
    });
}
