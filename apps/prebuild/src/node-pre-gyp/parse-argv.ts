import nopt from "nopt";
import { type CommandName, isCommand } from "./command-names.js";

/** A command in the queue, and the words between it and the next one. */
export interface QueuedCommand {
  name: CommandName;
  args: string[];
}

interface ParsedWords {
  readonly remain: string[];
  readonly cooked: string[];
  readonly original: string[];
}

/** nopt's reading of the command line: options as they were spelled, and `argv`. */
export type CommandLineOptions = Record<string, unknown> & { readonly argv: ParsedWords };

const TYPES = {
  help: Boolean,
  arch: String,
  debug: Boolean,
  directory: String,
  proxy: String,
  loglevel: String,
  acl: String,
};

const SHORTHANDS = {
  release: "--no-debug",
  C: "--directory",
  debug: "--debug",
  j: "--jobs",
  silent: "--loglevel=silent",
  silly: "--loglevel=silly",
  verbose: "--loglevel=verbose",
};

/** Reads `process.argv` as node-pre-gyp does; nopt is what npm and node-gyp read theirs with. */
export function parseArgv(argv: readonly string[]): CommandLineOptions {
  return nopt(TYPES, SHORTHANDS, [...argv], 2);
}

/** Each command with its arguments: the words up to the next command. Words before the first one are dropped. */
export function queueOf(words: readonly string[]): QueuedCommand[] {
  const queue: QueuedCommand[] = [];
  for (const word of words) {
    if (isCommand(word)) queue.push({ name: word, args: [] });
    else queue.at(-1)?.args.push(word);
  }
  return queue;
}
