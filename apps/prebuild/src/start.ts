import { keepCompiledCode } from "@nodewright/command-line/code-cache";
import type { CliProcess, runNodePreGyp } from "./node-pre-gyp/cli.js";

/** What the command takes of its process, and where its exit code goes. */
export interface StartedProcess extends CliProcess {
  exitCode?: NodeJS.Process["exitCode"];
}

const PROGRAM_FILE: string = "./node-pre-gyp.cjs";

/** node-pre-gyp on a process. It is compiled once: its code is kept for the next start, which no install waits for. */
export async function start(host: StartedProcess, argv: readonly string[]): Promise<void> {
  keepCompiledCode(host.env, host.platform);
  // Not a literal: it is a file beside this one, not a part of it, and is loaded after that.
  const loaded: { readonly runNodePreGyp: typeof runNodePreGyp } = require(PROGRAM_FILE);
  host.exitCode = await loaded.runNodePreGyp(argv, host);
}
