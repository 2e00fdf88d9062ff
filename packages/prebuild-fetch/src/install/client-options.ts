import type { Environment, HttpClientOptions } from "@nodewright/artifact-store";
import type { CommandOptions } from "../config/read-options.js";

/** npm's words for how to reach the network; `CommandOptions` has them. */
export type NetworkSettings = Partial<
  Pick<CommandOptions, "proxy" | "httpsProxy" | "noProxy" | "caFile" | "ca" | "strictSsl">
>;

/**
 * Options of an HTTP client by npm's settings and the environment. A setting goes before the environment's variable;
 * `proxy` serves https too where there is no `https-proxy`, as node-pre-gyp's users know it. How often and how long is
 * tried is read from `npm_config_fetch_retries` and `npm_config_fetch_timeout`.
 */
export function clientOptions(settings: NetworkSettings, env: Environment): HttpClientOptions {
  const { caFile, ca, strictSsl } = settings;
  return {
    env: proxyVariables(settings, env),
    caFile,
    extraCaCerts: ca,
    unsafelySkipCertificateCheck: strictSsl === false,
    retries: numberOf(env.npm_config_fetch_retries),
    stallTimeoutMs: numberOf(env.npm_config_fetch_timeout),
  };
}

function proxyVariables({ proxy, httpsProxy, noProxy }: NetworkSettings, env: Environment): Environment {
  return {
    HTTP_PROXY: addressOf(proxy ?? (env.http_proxy || env.HTTP_PROXY)),
    HTTPS_PROXY: addressOf(httpsProxy ?? proxy ?? (env.https_proxy || env.HTTPS_PROXY)),
    NO_PROXY: noProxy ?? (env.no_proxy || env.NO_PROXY),
  };
}

/** What npm calls no proxy. */
function addressOf(proxy: string | undefined): string | undefined {
  return proxy === "false" || proxy === "null" ? undefined : proxy;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
