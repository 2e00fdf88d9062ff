import {
  type AddonManifest,
  addonHost,
  type CommandOptions,
  type PrebuildPlan,
  planPrebuild,
} from "@nodewright/prebuild-fetch";
import { napiLevelOf } from "./expand-commands.js";
import type { Log } from "./log.js";
import type { QueuedCommand } from "./parse-argv.js";
import type { HostProcess, Run } from "./run.js";
import { optionsOf } from "./run-options.js";

/** What a command works with. */
export interface CommandContext {
  readonly run: Run;
  readonly args: readonly string[];
  readonly manifest: AddonManifest;
  readonly options: CommandOptions;
  readonly plan: PrebuildPlan;
  readonly log: Log;
  readonly host: HostProcess;
  /** One line on standard output. */
  readonly print: (line: string) => void;
}

export type CommandFunction = (context: CommandContext) => Promise<void>;

/** Settles the plan of a command; throws as `planPrebuild` does. */
export function commandContext(run: Run, { args }: QueuedCommand): CommandContext {
  const { host, log } = run;
  const manifest: AddonManifest = run.package_json;
  const options = optionsOf(run);
  const plan = planPrebuild({
    manifest,
    root: host.cwd(),
    options,
    host: addonHost(host),
    env: host.env,
    napiBuildVersion: napiLevelOf(args),
  });
  return {
    run,
    args,
    manifest,
    options,
    plan,
    log,
    host,
    print: (line) => void host.stdout.write(`${line}\n`),
  };
}
