import { redactUrl } from "@nodewright/artifact-store";
import { openPublishPlace, PrebuildError, publishPrebuild } from "@nodewright/prebuild-fetch";
import type { CommandContext } from "../context.js";
import { clientOf } from "../http-client.js";

/** Publishes the staged tarball and its manifest. */
export async function publish(context: CommandContext): Promise<void> {
  const { plan, log, print, manifest, host } = context;
  const client = clientOf(context);
  const shown = redactUrl(plan.hostedPath);
  try {
    log.info("publish", "Detecting s3 credentials");
    const place = await openPublishPlace(plan, { client, env: host.env });
    log.info("publish", `Checking for existing binary at ${shown}`);
    const { keys } = await publishPrebuild(plan, place);
    for (const key of keys) log.info("publish", `put ${key}`);
    print(`[${manifest.name}] Success: published to ${shown}`);
  } catch (error) {
    if (!(error instanceof PrebuildError) || error.code !== "ERR_PREBUILD_EXISTS") throw error;
    log.error("publish", "Cannot publish over existing version");
    log.error("publish", "Update the 'version' field in package.json and try again");
    log.error("publish", "If the previous version was published in error see:");
    log.error("publish", "\t node-pre-gyp unpublish");
    throw new PrebuildError(error.code, `Failed publishing to ${shown}`, { hint: error.hint, cause: error });
  } finally {
    await client.close();
  }
}
