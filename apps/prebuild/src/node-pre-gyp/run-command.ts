import type { CommandName } from "./command-names.js";
import { type CommandFunction, commandContext } from "./context.js";
import type { QueuedCommand } from "./parse-argv.js";
import type { Run } from "./run.js";

const commands: Readonly<Partial<Record<CommandName, () => Promise<CommandFunction>>>> = {
  build: async () => (await import("./commands/build.js")).build,
  clean: async () => (await import("./commands/clean.js")).clean,
  configure: async () => (await import("./commands/configure.js")).configure,
  info: async () => (await import("./commands/info.js")).info,
  install: async () => (await import("./commands/install.js")).install,
  package: async () => (await import("./commands/package.js")).packageAddon,
  publish: async () => (await import("./commands/publish.js")).publish,
  reveal: async () => (await import("./commands/reveal.js")).reveal,
  testbinary: async () => (await import("./commands/testbinary.js")).testbinary,
  testpackage: async () => (await import("./commands/testpackage.js")).testpackage,
  unpublish: async () => (await import("./commands/unpublish.js")).unpublish,
};

/** Runs one command of the queue; a command may put others into it. */
export async function runCommand(run: Run, command: QueuedCommand): Promise<void> {
  run.log.verbose("command", command.name, ...command.args);
  if (command.name === "rebuild") {
    run.todo.unshift(...run.expand([queued("clean"), queued("build", "rebuild")]));
    return;
  }
  if (command.name === "reinstall") {
    run.todo.unshift(queued("clean"), ...run.expand([queued("install")]));
    return;
  }
  const load = commands[command.name];
  if (load === undefined) throw new Error(`${command.name} is not available`);
  await (await load())(commandContext(run, command));
}

function queued(name: CommandName, ...args: string[]): QueuedCommand {
  return { name, args };
}
