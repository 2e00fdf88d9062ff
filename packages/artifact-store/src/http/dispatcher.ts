import { readFile } from "node:fs/promises";
import { getBuiltinModule } from "node:process";
import { toFileError } from "../files/file-errors.js";
import { createPlainRequester } from "./plain-requester.js";
import { type Environment, readProxyEnv } from "./proxy-env.js";
import type { Requester } from "./requester.js";

export interface DispatcherSettings {
  readonly env: Environment;
  readonly caFile: string | undefined;
  readonly extraCaCerts: readonly string[];
  readonly skipCertificateCheck: boolean;
  readonly connectTimeoutMs: number;
  readonly stallTimeoutMs: number;
  /** Few requests for small files: where no proxy is named, undici is not loaded. */
  readonly isBrief: boolean;
}

/**
 * The undici dispatcher of one client. undici is loaded here, at the first request, because its
 * import costs more than most programs that only link to this package take to start; and without a
 * proxy by its parts, because its index loads fetch, WebSocket, caches and mocks as well, which
 * takes twice as long.
 */
export async function createDispatcher(settings: DispatcherSettings): Promise<Requester> {
  const { connectTimeoutMs, stallTimeoutMs, skipCertificateCheck } = settings;
  const proxies = readProxyEnv(settings.env);
  const ca = await trustedCertificates(settings);
  const tls = { ...(ca && { ca }), ...(skipCertificateCheck && { rejectUnauthorized: false }) };
  const isDirect = proxies.httpProxy === "" && proxies.httpsProxy === "";
  if (isDirect && settings.isBrief) return createPlainRequester({ connectTimeoutMs, stallTimeoutMs, tls });
  const options = {
    // One long body gains nothing from HTTP/2, and HTTP/1.1 reports a cut connection plainly.
    allowH2: false,
    connectTimeout: connectTimeoutMs,
    headersTimeout: stallTimeoutMs,
    bodyTimeout: stallTimeoutMs,
    connect: tls,
  };
  if (isDirect) {
    const { default: Agent } = await import("undici/lib/dispatcher/agent.js");
    const { default: request } = await import("undici/lib/api/api-request.js");
    // The index adds the method to all dispatchers.
    return Object.assign(new Agent(options), { request });
  }
  const { EnvHttpProxyAgent, Pool } = await import("undici");
  return new EnvHttpProxyAgent({
    ...options,
    ...proxies,
    requestTls: tls,
    proxyTls: tls,
    // The connection that carries CONNECT; without this a mute proxy would be waited for in vain.
    clientFactory: (origin, opts) =>
      new Pool(origin, { ...opts, headersTimeout: stallTimeoutMs, bodyTimeout: stallTimeoutMs }),
  });
}

/** What Node trusts by itself (NODE_EXTRA_CA_CERTS included) and the caller's own certificates. */
async function trustedCertificates(settings: DispatcherSettings): Promise<string[] | undefined> {
  const { caFile, extraCaCerts } = settings;
  if (caFile === undefined && extraCaCerts.length === 0) {
    return undefined;
  }
  const own = [...extraCaCerts];
  if (caFile !== undefined) {
    own.push(
      await readFile(caFile, "utf8").catch((error: unknown) => {
        throw toFileError(error, "read the CA certificates of", caFile);
      }),
    );
  }
  // An import of node:tls reads all root certificates, in every program that can fetch something.
  return [...getBuiltinModule("node:tls").getCACertificates("default"), ...own];
}
