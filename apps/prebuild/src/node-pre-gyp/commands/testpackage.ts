import { createReadStream, existsSync } from "node:fs";
import { stageDirectory, unpack } from "@nodewright/artifact-store";
import { BuildError } from "../../node-gyp/build-error.js";
import type { CommandContext } from "../context.js";
import { testbinary } from "./testbinary.js";

/** Unpacks the staged tarball in the place of what was built, and loads the addon. */
export async function testpackage(context: CommandContext): Promise<void> {
  const { plan, log, print, manifest } = context;
  const { staged_tarball } = plan.variables;
  if (!existsSync(plan.stagedTarball)) {
    throw new BuildError(
      `Cannot test package because ${staged_tarball} missing: run \`node-pre-gyp package\` first`,
    );
  }
  await stageDirectory(
    plan.modulePath,
    (into) =>
      unpack(createReadStream(plan.stagedTarball), {
        into,
        stripComponents: 1,
        onEntry: ({ path }) => log.info("install", `unpacking [${path}]`),
      }),
    { replace: true },
  );
  await testbinary(context);
  print(`[${manifest.name}] Package appears valid`);
}
