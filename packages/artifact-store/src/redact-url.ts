const REDACTED = "***";

/** Query parameters that carry a credential: signed storage links, registry tokens. */
const SECRET_PARAMETER = /token|secret|password|passwd|signature|credential|api[-_]?key|^(?:sig|key|auth)$/i;

/**
 * The URL as it may be shown or logged: user name, password and the values of query parameters
 * that carry credentials are replaced by `***`. Text that is no URL loses whatever stands before
 * an `@` in its authority.
 */
export function redactUrl(url: string | URL): string {
  const text = String(url);
  if (!URL.canParse(text)) {
    return redactAuthority(text);
  }
  const parsed = new URL(text);
  const hasSecretParameter = [...parsed.searchParams.keys()].some((name) => SECRET_PARAMETER.test(name));
  if (parsed.username === "" && parsed.password === "" && !hasSecretParameter) {
    return text;
  }
  if (parsed.username !== "" || parsed.password !== "") {
    parsed.username = REDACTED;
    parsed.password = "";
  }
  for (const name of new Set(parsed.searchParams.keys())) {
    if (SECRET_PARAMETER.test(name)) {
      parsed.searchParams.set(name, REDACTED);
    }
  }
  return parsed.href;
}

function redactAuthority(text: string): string {
  const scheme = text.indexOf("//");
  const start = scheme === -1 ? 0 : scheme + 2;
  const slash = text.indexOf("/", start);
  const end = slash === -1 ? text.length : slash;
  const at = text.lastIndexOf("@", end);
  return at < start ? text : `${text.slice(0, start)}${REDACTED}${text.slice(at)}`;
}
