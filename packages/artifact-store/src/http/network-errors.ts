import { networkInterfaces } from "node:os";
import { ArtifactError, type ArtifactErrorCode } from "../errors.js";
import { systemCode } from "../files/file-errors.js";
import { redactUrl } from "../redact-url.js";

interface NetworkFailure {
  readonly code: ArtifactErrorCode;
  readonly why: string;
  readonly hint: string;
  /** False where another try a second later cannot help. */
  readonly transient: boolean;
}

const RETRY_HINT = "Check the network connection and try again.";
const CA_HINT =
  "If a company proxy re-signs TLS, name its certificate with NODE_EXTRA_CA_CERTS or npm's cafile setting.";
const PROXY_HINT = "Check HTTPS_PROXY and HTTP_PROXY; NO_PROXY lists hosts to be reached directly.";

function network(why: string, hint: string = RETRY_HINT, transient = true): NetworkFailure {
  return { code: "ERR_ARTIFACT_NETWORK", why, hint, transient };
}

function timeout(why: string, transient: boolean): NetworkFailure {
  return { code: "ERR_ARTIFACT_TIMEOUT", why, hint: RETRY_HINT, transient };
}

const FAILURES: Readonly<Record<string, NetworkFailure>> = {
  ECONNREFUSED: network("the server refused the connection"),
  ECONNRESET: network("the connection was reset"),
  EPIPE: network("the connection was closed"),
  ENOTFOUND: network(
    "the host name is not known",
    "Check the host name, the DNS settings and the proxy variables.",
    false,
  ),
  EAI_AGAIN: network("the host name could not be looked up"),
  EHOSTUNREACH: network("the host cannot be reached"),
  ENETUNREACH: network("the network cannot be reached"),
  ETIMEDOUT: timeout("the connection timed out", false),
  UND_ERR_CONNECT_TIMEOUT: timeout("the server did not accept the connection in time", false),
  UND_ERR_HEADERS_TIMEOUT: timeout("the server did not answer in time", true),
  UND_ERR_BODY_TIMEOUT: timeout("the server stopped sending", true),
  UND_ERR_SOCKET: network("the server closed the connection"),
  UND_ERR_PRX_TLS: network("the proxy's certificate is not trusted", CA_HINT, false),
  UND_ERR_PRX_CONN: network("the proxy closed the connection", PROXY_HINT),
  CERT_HAS_EXPIRED: network("the server's certificate has expired", CA_HINT, false),
  DEPTH_ZERO_SELF_SIGNED_CERT: network("the server's certificate is self-signed", CA_HINT, false),
  SELF_SIGNED_CERT_IN_CHAIN: network(
    "the certificate chain ends in a self-signed certificate",
    CA_HINT,
    false,
  ),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: network("the issuer of the certificate is not trusted", CA_HINT, false),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: network("the server's certificate cannot be verified", CA_HINT, false),
  ERR_TLS_CERT_ALTNAME_INVALID: network("the server's certificate is for another host", CA_HINT, false),
};

/** An error of undici or of Node's network stack, as an `ArtifactError`. */
export function toNetworkError(error: unknown, doing: string, url: string): ArtifactError {
  if (error instanceof ArtifactError) {
    return error;
  }
  const { code, why, hint } = describe(error);
  const shown = redactUrl(url);
  return new ArtifactError(code, `Cannot ${doing} ${shown}: ${why}`, { hint, url: shown, cause: error });
}

/**
 * True if what failed on the network may go well a second later. A name server that does not answer
 * has a bad moment, unless this machine has no network at all.
 */
export function isTransientNetworkError(
  error: unknown,
  interfaces: Interfaces = networkInterfaces(),
): boolean {
  const isLookupFailure = [...causes(error)].some((link) => systemCode(link) === "EAI_AGAIN");
  return describe(error).transient && !(isLookupFailure && isOffline(interfaces));
}

type Interfaces = ReturnType<typeof networkInterfaces>;

function isOffline(interfaces: Interfaces): boolean {
  return !Object.values(interfaces).some((addresses) => addresses?.some(({ internal }) => !internal));
}

function describe(error: unknown): NetworkFailure {
  for (const link of causes(error)) {
    const known = FAILURES[systemCode(link) ?? ""];
    if (known !== undefined) {
      return known;
    }
    if (link instanceof Error && /proxy/i.test(link.message)) {
      return network(link.message, PROXY_HINT, false);
    }
  }
  return network(error instanceof Error && error.message !== "" ? error.message : String(error));
}

/** The error, what caused it, and the members of an AggregateError (one per address tried). */
function* causes(error: unknown): Generator<unknown> {
  for (let link = error; link !== undefined; link = link instanceof Error ? link.cause : undefined) {
    yield link;
    if (link instanceof AggregateError) {
      yield* link.errors;
    }
  }
}
