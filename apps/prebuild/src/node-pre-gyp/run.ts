import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chooseBinaryHost, environmentOptions, PrebuildError } from "@nodewright/prebuild-fetch";
import { COMMANDS, type CommandName } from "./command-names.js";
import { expandCommands } from "./expand-commands.js";
import { createLog, type Log, type Sink } from "./log.js";
import { ownVersion } from "./own-version.js";
import { type CommandLineOptions, parseArgv, type QueuedCommand, queueOf } from "./parse-argv.js";
import { napiSupportOf, optionsOf } from "./run-options.js";
import { usage } from "./usage.js";

/** What is taken of a process. */
export interface HostProcess {
  readonly platform: NodeJS.Platform;
  readonly arch: NodeJS.Architecture;
  readonly versions: NodeJS.ProcessVersions;
  readonly env: NodeJS.ProcessEnv;
  readonly execPath: string;
  readonly stdout: Sink;
  readonly stderr: Sink;
  cwd(): string;
}

type Callback = (error: Error | null, ...results: readonly unknown[]) => void;
type Command = (args: string[], callback: Callback) => void;

// biome-ignore lint/suspicious/noExplicitAny: package.json as it is written; the libraries validate it.
type Manifest = any;

export interface RunOptions {
  readonly package_json_path?: string;
  /** As `process.argv`. */
  readonly argv?: readonly string[];
  /** What it takes of the process that it runs in. */
  readonly host?: HostProcess;
}

/** The object that tools drive node-pre-gyp with: options, a queue of commands, and functions that run them. */
export class Run extends EventEmitter {
  readonly package_json_path: string;
  readonly opts: CommandLineOptions;
  /** The words that are no options. */
  readonly argv: string[];
  readonly todo: QueuedCommand[];
  readonly package_json: Manifest;
  readonly commands: Readonly<Record<string, Command>>;
  readonly version: string = ownVersion();
  /** Whether `binary.host` was chosen between staging and production. */
  binaryHostSet = false;
  readonly host: HostProcess;
  readonly log: Log;
  /** The options without the environment's. */
  readonly commandLine: Readonly<Record<string, unknown>>;

  constructor({ package_json_path = "./package.json", argv = [], host = process }: RunOptions) {
    super();
    this.package_json_path = package_json_path;
    this.host = host;
    this.log = createLog(host.stderr);
    const parsed = parseArgv(argv);
    this.commandLine = { ...parsed };
    this.argv = [...parsed.argv.remain];
    this.opts = withEnvironment(parsed, host.env);
    const file = parsed.directory ? join(String(parsed.directory), package_json_path) : package_json_path;
    this.package_json = readManifest(file);
    this.commands = Object.fromEntries(Object.keys(COMMANDS).map((name) => [name, this.#command(name)]));
    this.log.level = String(this.opts.loglevel ?? "info");
    this.todo = this.expand(queueOf(this.argv));
  }

  /** Commands with one entry for each Node-API level. */
  expand(commands: readonly QueuedCommand[]): QueuedCommand[] {
    return this.package_json.binary?.napi_versions
      ? expandCommands(commands, this.package_json, napiSupportOf(this))
      : [...commands];
  }

  /** Settles `binary.host` between staging and production; the first command of a chain decides for all. */
  setBinaryHostProperty(command?: string): string {
    const { binary } = this.package_json;
    if (this.binaryHostSet) return binary.host;
    const host = chooseBinaryHost(binary, { command, s3Host: optionsOf(this).s3Host, env: this.host.env });
    if (host === undefined) return "";
    binary.host = host;
    this.binaryHostSet = true;
    return host;
  }

  usage(): string {
    return usage(this.version);
  }

  #command(name: string): Command {
    return (args, callback) => {
      import("./run-command.js")
        .then(({ runCommand }) => runCommand(this, { name: name as CommandName, args }))
        .then(() => callback(null), callback);
    };
  }
}

function readManifest(file: string): Manifest {
  const text = readFileSync(file, "utf8");
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new PrebuildError("ERR_PREBUILD_CONFIG", `${file} is not JSON: ${why}`, {
      hint: "correct package.json",
      cause,
    });
  }
}

/** The command line goes before npm's variables, whichever way an option is spelled. */
function withEnvironment(
  options: CommandLineOptions,
  env: Readonly<Record<string, string | undefined>>,
): CommandLineOptions {
  for (const [name, value] of Object.entries(environmentOptions(env))) {
    const isGiven =
      name === "argv" || options[name] !== undefined || options[name.replaceAll("_", "-")] !== undefined;
    if (!isGiven) options[name] = value;
  }
  return options;
}
