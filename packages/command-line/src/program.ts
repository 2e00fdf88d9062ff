import { Command, CommanderError } from "commander";
import { complete, formatCompletion, type Suggest } from "./completion/complete.js";
import { completeWord } from "./completion/completion-script.js";
import { UsageError } from "./errors.js";
import type { Io, Program } from "./io.js";
import { describeError, renderError } from "./render-error.js";

/** Options that hold for every subcommand, set up once. */
export interface ProgramInfo {
  readonly name: string;
  readonly description: string;
  readonly version: string;
}

/** A root command in the house's style: `-V, --version`, help after usage errors, nothing read from `process`. */
export function createProgram({ name, description, version }: ProgramInfo): Command {
  return new Command(name)
    .description(description)
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .showSuggestionAfterError(true)
    .enablePositionalOptions();
}

/**
 * Makes a program of a command tree. The one place that turns errors into text and exit codes: 0 done, 1 failed,
 * 2 usage, 130 interrupted. With `--json` an error is also one JSON line, `{"error": {code, message, hint}}`, on
 * standard output. A handler that fails without an error (a negative verdict) calls `setExitCode`. `argv` is there for those to whom it matters
 * where a `--` stood. A shell's question for words (see `completionScript`) is answered out of the tree, with
 * what `suggest` knows of values.
 */
export function toProgram(
  build: (io: Io, setExitCode: (code: number) => void, argv: readonly string[]) => Command,
  suggest?: (io: Io) => Suggest,
): Program {
  return async (argv, io) => {
    let exitCode = 0;
    const setExitCode = (code: number): void => {
      exitCode = code;
    };
    const command = build(io, setExitCode, argv);
    if (argv[0] === completeWord) return answer(command, argv.slice(1), io, suggest?.(io));
    prepare(command, io);
    try {
      await command.parseAsync([...argv], { from: "user" });
      return exitCode;
    } catch (error) {
      if (error instanceof CommanderError && error.exitCode === 0) return 0;
      return fail(error instanceof CommanderError ? toUsageError(error, command) : error, argv, io);
    }
  };
}

/** A shell waits for words, not for explanations: what cannot be told is left out. */
async function answer(
  command: Command,
  words: readonly string[],
  io: Io,
  suggest?: Suggest,
): Promise<number> {
  const quiet: Suggest = async (place) => suggest?.(place).catch(() => []);
  io.stdout.write(formatCompletion(await complete(command, words, quiet)));
  return 0;
}

function prepare(command: Command, io: Io): void {
  command.exitOverride();
  command.configureOutput({
    writeOut: (text) => void io.stdout.write(text),
    writeErr: () => {},
    getOutHelpWidth: () => io.stdout.columns ?? 100,
    getErrHelpWidth: () => io.stderr.columns ?? 100,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
  for (const child of command.commands) prepare(child, io);
}

function toUsageError(error: CommanderError, command: Command): UsageError {
  if (error.code === "commander.help") {
    return new UsageError("no command given", { hint: `run \`${command.name()} --help\` for the commands` });
  }
  const [first = "", suggestion] = error.message.replace(/^error: /, "").split("\n");
  return new UsageError(first, {
    hint: suggestion?.replace(/^\(|\)$/g, "") ?? `run \`${command.name()} --help\` for the options`,
    cause: error,
  });
}

function fail(error: unknown, argv: readonly string[], io: Io): number {
  if (io.signal.aborted) {
    io.stderr.write("stopped: nothing was left half done\n");
    return 130;
  }
  const options = argv.includes("--") ? argv.slice(0, argv.indexOf("--")) : argv;
  if (options.includes("--json")) io.stdout.write(`${JSON.stringify({ error: describeError(error) })}\n`);
  renderError(error, io.stderr, io.env);
  return error instanceof UsageError ? 2 : 1;
}
