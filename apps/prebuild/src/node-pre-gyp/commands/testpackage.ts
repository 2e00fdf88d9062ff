import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { installPrebuild } from "@nodewright/prebuild-fetch";
import { BuildError } from "../../node-gyp/build-error.js";
import type { CommandContext } from "../context.js";
import { clientOf } from "../http-client.js";
import { testbinary } from "./testbinary.js";

/** Installs the staged tarball in the place of what was built, and loads the addon. */
export async function testpackage(context: CommandContext): Promise<void> {
  const { plan, log, print, manifest } = context;
  if (!existsSync(plan.stagedTarball)) {
    throw new BuildError(
      `Cannot test package because ${plan.variables.staged_tarball} missing: run \`node-pre-gyp package\` first`,
    );
  }
  const staged = { ...plan, hostedTarball: pathToFileURL(plan.stagedTarball).href };
  await installPrebuild(staged, {
    client: clientOf(context),
    update: true,
    onEntry: ({ path }) => log.info("install", `unpacking [${path}]`),
  });
  await testbinary(context);
  print(`[${manifest.name}] Package appears valid`);
}
