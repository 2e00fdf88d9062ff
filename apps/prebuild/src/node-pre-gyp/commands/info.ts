import { redactUrl } from "@nodewright/artifact-store";
import { openPublishPlace, prebuildInfo } from "@nodewright/prebuild-fetch";
import type { CommandContext } from "../context.js";
import { clientOf } from "../http-client.js";

/** Prints the keys of all published tarballs. */
export async function info(context: CommandContext): Promise<void> {
  const { plan, print, manifest, host } = context;
  const client = clientOf(context);
  try {
    const keys = await prebuildInfo(await openPublishPlace(plan, { client, env: host.env }));
    for (const key of keys) print(key);
    if (keys.length > 0) return;
    const shown = redactUrl(plan.hostedPath);
    host.stderr.write(`[${manifest.name}] Not found: No objects at ${shown}\n`);
  } finally {
    await client.close();
  }
}
