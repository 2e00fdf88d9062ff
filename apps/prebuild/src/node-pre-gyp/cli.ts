import { statSync } from "node:fs";
import { release, type } from "node:os";
import { ownVersion } from "./own-version.js";
import { type HostProcess, Run } from "./run.js";
import { runCommand } from "./run-command.js";
import { usage } from "./usage.js";

/** What the command takes of its process. */
export interface CliProcess extends HostProcess {
  readonly version: string;
  chdir(directory: string): void;
}

/**
 * node-pre-gyp, as its users and scripts know it.
 *
 * @param argv As `process.argv`.
 * @returns The exit code: 0 done, 1 failed or wrongly called, 7 a defect.
 */
export async function runNodePreGyp(argv: readonly string[], host: CliProcess): Promise<number> {
  const words = argv.slice(2);
  const version = ownVersion();
  const isAsked = (...names: readonly string[]): boolean => names.some((name) => words.includes(name));
  let run: Run;
  try {
    run = new Run({ argv, host });
  } catch (error) {
    if (isAsked("-v", "--version")) return print(host, `v${version}`, 0);
    if (words.length === 0 || isAsked("-h", "--help"))
      return print(host, usage(version), words.length === 0 ? 1 : 0);
    const hint = hintOf(error);
    host.stderr.write(
      `[error] ${messageOf(error)}\n${hint === undefined ? "" : `[error] hint ${hint}\n`}[error] not ok\n`,
    );
    return 1;
  }
  if (run.todo.length === 0) {
    if (isAsked("-v", "--version")) return print(host, `v${version}`, 0);
    return print(host, run.usage(), isAsked("-h", "--help") ? 0 : 1);
  }
  greet(run, argv);
  changeDirectory(run, host);
  return runQueue(run, argv, host);
}

function print(host: HostProcess, text: string, exitCode: number): number {
  host.stdout.write(`${text}\n`);
  return exitCode;
}

function greet({ log, version, host }: Run, argv: readonly string[]): void {
  log.info("it worked if it ends with", "ok");
  log.verbose("cli", ...argv);
  log.info(`using node-pre-gyp@${version}`);
  log.info(`using node@${host.versions.node} | ${host.platform} | ${host.arch} `);
}

function changeDirectory({ opts, log }: Run, host: CliProcess): void {
  const directory = opts.directory;
  if (typeof directory !== "string") return;
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    log.info("chdir", directory);
    host.chdir(directory);
  } else log.warn("chdir", `${directory} is not a directory`);
}

const NAMES_HOST: ReadonlySet<string> = new Set(["install", "publish", "unpublish", "info"]);

async function runQueue(run: Run, argv: readonly string[], host: CliProcess): Promise<number> {
  for (let command = run.todo.shift(); command !== undefined; command = run.todo.shift()) {
    try {
      const binaryHost = run.setBinaryHostProperty(command.name);
      if (binaryHost !== "" && NAMES_HOST.has(command.name)) run.log.info(`using binary.host: ${binaryHost}`);
      await runCommand(run, command);
    } catch (error) {
      run.log.error(`${command.name} error`);
      report(run, error, argv, host);
      host.stdout.write(`${messageOf(error)}\n`);
      return 1;
    }
  }
  run.log.info("ok");
  return 0;
}

/** The lines that bug reports are made of. */
function report({ log, version }: Run, error: unknown, argv: readonly string[], host: CliProcess): void {
  const hint = hintOf(error);
  log.error("stack", error instanceof Error ? (error.stack ?? error.message) : String(error));
  if (hint !== undefined) log.error("hint", hint);
  log.error("System", `${type()} ${release()}`);
  log.error("command", argv.map((word) => JSON.stringify(word)).join(" "));
  log.error("cwd", host.cwd());
  log.error("node -v", host.version);
  log.error("node-pre-gyp -v", `v${version}`);
  log.error("not ok");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function hintOf(error: unknown): string | undefined {
  const hint = error instanceof Error && "hint" in error ? error.hint : undefined;
  return typeof hint === "string" ? hint : undefined;
}
