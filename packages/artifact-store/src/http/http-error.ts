import { getBuiltinModule } from "node:process";
import { ArtifactError } from "../errors.js";
import { redactUrl } from "../redact-url.js";
import { parseRetryAfter } from "./retry.js";

const HINTS: Readonly<Record<number, string>> = {
  401: "The server wants credentials: put them in the URL or send an Authorization header.",
  403: "The server refuses this address: check the credentials, the proxy and the mirror's rules.",
  407: "The proxy wants credentials: put them in HTTPS_PROXY, as in http://user:password@proxy.example:3128.",
  429: "The server sees too many requests from here: try again later or name another mirror.",
};

interface Answer {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** The error of an answer that holds no file: 404 and 410 are ERR_ARTIFACT_NOT_FOUND. */
export function httpError({ url, status, headers }: Answer, doing: string): ArtifactError {
  const shown = redactUrl(url);
  const answer = `the server answered ${status} ${reasonPhrase(status)}`.trimEnd();
  const isMissing = status === 404 || status === 410;
  return new ArtifactError(
    isMissing ? "ERR_ARTIFACT_NOT_FOUND" : "ERR_ARTIFACT_HTTP",
    `Cannot ${doing} ${shown}: ${answer}`,
    {
      hint: hintFor(status),
      url: shown,
      status,
      retryAfterMs: parseRetryAfter(headers["retry-after"], Date.now()),
    },
  );
}

/** Not by an import: that loads all of node:http, for 20 ms of every program that can fetch something. */
export function reasonPhrase(status: number): string {
  return getBuiltinModule("node:http").STATUS_CODES[status] ?? "";
}

function hintFor(status: number): string {
  if (status === 404 || status === 410) {
    return "Check the address; the version may not exist for this platform on this server.";
  }
  return (
    HINTS[status] ??
    (status >= 500
      ? "The server has a problem: try again later or name another mirror."
      : "Check the address.")
  );
}
