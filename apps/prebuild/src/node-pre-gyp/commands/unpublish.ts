import { redactUrl } from "@nodewright/artifact-store";
import { openPublishPlace, unpublishPrebuild } from "@nodewright/prebuild-fetch";
import type { CommandContext } from "../context.js";
import { clientOf } from "../http-client.js";

/** Removes the published tarball and its manifest. */
export async function unpublish(context: CommandContext): Promise<void> {
  const { plan, print, manifest, host } = context;
  const client = clientOf(context);
  try {
    const place = await openPublishPlace(plan, { client, env: host.env });
    const { wasThere } = await unpublishPrebuild(plan, place);
    const shown = redactUrl(plan.hostedTarball);
    print(`[${manifest.name}] ${wasThere ? "Success: removed" : "Not found:"} ${shown}`);
  } finally {
    await client.close();
  }
}
