import {
  passedOptions,
  settingArguments,
  variableArguments,
  wordsAfterDashes,
} from "../../node-gyp/arguments.js";
import { putBuildAside } from "../../node-gyp/build-directory.js";
import { type NodeGypCall, runNodeGyp } from "../../node-gyp/run-node-gyp.js";
import type { CommandContext } from "../context.js";

export async function configure(context: CommandContext): Promise<void> {
  await runConfigure(context, wordsAfterDashes(context.run.opts.argv));
  await putBuildAside(context.plan.root, context.plan.napiBuildVersion);
}

/** node-gyp configure, with more words for gyp; `build` is left where it is. */
export async function runConfigure(context: CommandContext, words: readonly string[] = []): Promise<void> {
  const { run, plan } = context;
  const args = [
    ...passedOptions(run.opts.argv),
    ...variableArguments(plan.variables),
    ...settingArguments(run.opts),
  ];
  // Only node-gyp's own install obeys it.
  if (run.opts.ensure === false)
    await runNodeGyp([...args, "install", "--ensure=false"], nodeGypCall(context));
  await runNodeGyp(["configure", ...args, ...words], nodeGypCall(context));
}

export function nodeGypCall({ plan, host }: CommandContext): NodeGypCall {
  const { env, execPath, platform } = host;
  return { env, execPath, platform, cwd: plan.root, runtime: plan.runtime.name };
}
