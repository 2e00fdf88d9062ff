import { ArtifactError } from "../errors.js";
import { redactUrl } from "../redact-url.js";

/** Environment variables as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Empty text means: none. */
export interface ProxySettings {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

/**
 * The proxies that an environment names. The lower-case name wins over the upper-case one, an empty
 * value counts as unset, and a value without scheme is an http proxy, all as curl has it.
 * `HTTP_PROXY` serves https URLs too where `HTTPS_PROXY` is unset, as undici has it.
 * @throws ArtifactError ERR_ARTIFACT_NETWORK if a value is no proxy URL.
 */
export function readProxyEnv(env: Environment): ProxySettings {
  return {
    httpProxy: readProxy(env, "HTTP_PROXY"),
    httpsProxy: readProxy(env, "HTTPS_PROXY"),
    noProxy: read(env, "NO_PROXY"),
  };
}

function read(env: Environment, name: string): string {
  return (env[name.toLowerCase()] || env[name] || "").trim();
}

function readProxy(env: Environment, name: string): string {
  const value = read(env, name);
  if (value === "") {
    return "";
  }
  const url = value.includes("://") ? value : `http://${value}`;
  if (!isProxyUrl(url)) {
    throw new ArtifactError(
      "ERR_ARTIFACT_NETWORK",
      `Cannot use the proxy ${redactUrl(url)} of ${name}: it is no proxy URL`,
      {
        hint: `Set ${name} to a URL like http://proxy.example:3128, or unset it.`,
        url: redactUrl(url),
      },
    );
  }
  return url;
}

function isProxyUrl(text: string): boolean {
  if (!URL.canParse(text)) {
    return false;
  }
  const { protocol, username, password } = new URL(text);
  try {
    // undici does the same, and would throw a bare URIError.
    decodeURIComponent(username + password);
  } catch {
    return false;
  }
  return /^(?:https?|socks5?):$/.test(protocol);
}
