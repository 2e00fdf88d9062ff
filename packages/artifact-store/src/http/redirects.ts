import { ArtifactError } from "../errors.js";
import { redactUrl } from "../redact-url.js";

export interface RedirectPolicy {
  readonly maxRedirects: number;
  /** Follow a redirect from https to http all the same. */
  readonly allowDowngrade: boolean;
}

const REDIRECT_STATUSES: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Headers that name no person and no secret, and may follow a redirect to another origin. */
const HARMLESS_HEADERS: ReadonlySet<string> = new Set([
  "accept",
  "accept-encoding",
  "accept-language",
  "cache-control",
  "content-digest",
  "content-length",
  "content-type",
  "if-modified-since",
  "if-none-match",
  "if-range",
  "range",
  "user-agent",
]);

export function isRedirect(status: number): boolean {
  return REDIRECT_STATUSES.has(status);
}

/**
 * Where a redirect leads.
 * @param trail the URLs asked so far, the redirecting one last.
 * @throws ArtifactError ERR_ARTIFACT_REDIRECT for a loop, too many hops, a missing or unusable
 * `Location`, and a step from https to http.
 */
export function nextUrl(
  trail: readonly string[],
  location: string | undefined,
  policy: RedirectPolicy,
): string {
  const from = trail.at(-1) ?? "";
  if (location === undefined || !URL.canParse(location, from)) {
    throw redirectError(trail, "the server redirects without saying where to");
  }
  const next = new URL(location, from);
  if (next.protocol !== "http:" && next.protocol !== "https:") {
    throw redirectError(trail, `the server redirects to ${redactUrl(next)}, which is no http address`);
  }
  if (next.protocol === "http:" && new URL(from).protocol === "https:" && !policy.allowDowngrade) {
    throw redirectError(trail, `the server redirects to ${redactUrl(next)}, which is not encrypted`);
  }
  next.hash = "";
  if (trail.includes(next.href)) {
    throw redirectError(trail, `the server redirects in a loop, back to ${redactUrl(next)}`);
  }
  if (trail.length > policy.maxRedirects) {
    throw redirectError(trail, `the server redirects more than ${policy.maxRedirects} times`);
  }
  return next.href;
}

function redirectError(trail: readonly string[], why: string): ArtifactError {
  const url = redactUrl(trail[0] ?? "");
  return new ArtifactError("ERR_ARTIFACT_REDIRECT", `Cannot fetch ${url}: ${why}`, {
    hint: "Check the address, or name another mirror.",
    url,
  });
}

/** The caller's headers as they may be sent to `next`: to another origin only the harmless ones. */
export function headersFor(
  next: string,
  { origin, headers }: { readonly origin: string; readonly headers: Readonly<Record<string, string>> },
): Record<string, string> {
  if (new URL(next).origin === origin) {
    return { ...headers };
  }
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => HARMLESS_HEADERS.has(name.toLowerCase())),
  );
}
