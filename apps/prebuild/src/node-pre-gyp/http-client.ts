import { createHttpClient, type HttpClient } from "@nodewright/artifact-store";
import { clientOptions } from "@nodewright/prebuild-fetch";
import type { CommandContext } from "./context.js";

/** A client with npm's settings for the network, the options of the command line before them. */
export function clientOf({ options, host, run }: CommandContext): HttpClient {
  const caller = host.env.npm_config_user_agent ?? `node ${host.versions.node}`;
  return createHttpClient({
    ...clientOptions(options, host.env),
    isBrief: true,
    userAgent: `node-pre-gyp (v${run.version}, ${caller})`,
  });
}
