import { createHttpClient } from "@nodewright/artifact-store";
import { installPrebuild } from "@nodewright/prebuild-fetch";
import type { CommandContext } from "../context.js";

/** Installs the prebuilt addon, or asks for a build where the options say so. */
export async function install(context: CommandContext): Promise<void> {
  const { options, plan, log, print, manifest, host } = context;
  if (options.buildFromSource) {
    log.info("build", "requesting source compile");
    return requestBuild(context);
  }
  const client = createHttpClient({ env: host.env, caFile: options.caFile });
  log.log("GET", plan.hostedTarball);
  const { state, addonFile } = await installPrebuild(plan, {
    client,
    update: options.updateBinary,
    onEntry: ({ path }) => log.info("install", `unpacking ${path}`),
  });
  if (state === "present") {
    print(`[${manifest.name}] Success: "${addonFile}" already installed`);
    print("Pass --update-binary to reinstall or --build-from-source to recompile");
    return;
  }
  print(`[${manifest.name}] Success: "${addonFile}" is installed via remote`);
}

function requestBuild({ run, args }: CommandContext): void {
  run.todo.push({ name: "build", args: ["rebuild", ...args] });
}
