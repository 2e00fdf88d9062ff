import { passedOptions, variableArguments, wordsAfterDashes } from "../../node-gyp/arguments.js";
import { bringBuildBack, putBuildAside } from "../../node-gyp/build-directory.js";
import { runNodeGyp } from "../../node-gyp/run-node-gyp.js";
import type { CommandContext } from "../context.js";
import { nodeGypCall, runConfigure } from "./configure.js";

/** Compiles what is configured; with the argument `rebuild`, and where nothing is configured, from the start. */
export async function build(context: CommandContext): Promise<void> {
  const { run, plan, args } = context;
  const call = nodeGypCall(context);
  if (args.includes("rebuild")) {
    await runNodeGyp(["clean"], call);
    await runConfigure(context, wordsAfterDashes(run.opts.argv));
  } else if (!(await bringBuildBack(plan.root, plan.napiBuildVersion))) {
    // The words after `--` are make's here.
    await runConfigure(context);
  }
  try {
    await runNodeGyp(
      [
        "build",
        ...passedOptions(run.opts.argv),
        ...variableArguments(plan.variables),
        ...wordsAfterDashes(run.opts.argv),
      ],
      call,
    );
  } finally {
    await putBuildAside(plan.root, plan.napiBuildVersion);
  }
}
