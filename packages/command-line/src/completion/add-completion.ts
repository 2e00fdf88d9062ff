import type { Command } from "commander";
import type { Io } from "../io.js";
import { type CompletionShell, completionScript, completionShells } from "./completion-script.js";

/** Adds the command that prints a shell's completion script. */
export function addCompletion(root: Command, io: Pick<Io, "stdout">): void {
  root
    .command("completion")
    .description("print a script that completes commands, options and values in a shell")
    .addArgument(root.createArgument("<shell>", "for which shell").choices(completionShells))
    .action((shell: CompletionShell) => {
      io.stdout.write(completionScript(shell, root.name()));
    });
}
