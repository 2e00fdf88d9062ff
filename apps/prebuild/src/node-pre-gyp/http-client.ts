import { createHttpClient, type HttpClient } from "@nodewright/artifact-store";
import type { CommandContext } from "./context.js";

/** A client with npm's settings for the network, the options of the command line before them. */
export function clientOf({ options, host, run }: CommandContext): HttpClient {
  return createHttpClient({
    env: proxyEnvironment(options, host.env),
    caFile: options.caFile,
    extraCaCerts: options.ca,
    unsafelySkipCertificateCheck: !options.strictSsl,
    userAgent: `node-pre-gyp (v${run.version}, ${host.env.npm_config_user_agent ?? `node ${host.versions.node}`})`,
  });
}

type Proxies = Pick<CommandContext["options"], "proxy" | "httpsProxy" | "noProxy">;
type Environment = Readonly<Record<string, string | undefined>>;

/** The variables for proxies, with the options in their place. */
export function proxyEnvironment({ proxy, httpsProxy, noProxy }: Proxies, env: Environment): Environment {
  return {
    ...env,
    ...(proxy !== undefined && { http_proxy: proxy, https_proxy: httpsProxy ?? proxy }),
    ...(httpsProxy !== undefined && { https_proxy: httpsProxy }),
    ...(noProxy !== undefined && { no_proxy: noProxy }),
  };
}
