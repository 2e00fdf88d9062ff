/** Looks up one key of npm's configuration. */
export type FindKey = (key: string) => string | undefined;

/**
 * The headers that prove to a registry who asks: those of the longest configured `//host[:port]/path/` that the URL
 * lies under, else the registry's own where the URL is on the registry's host; none for any other host. These are
 * the rules of npm-registry-fetch, and one more: what is meant for https never goes over http.
 */
export function credentialsFor(
  url: string,
  registry: string,
  find: FindKey,
): Readonly<Record<string, string>> {
  const [asked, own] = [new URL(url), new URL(registry)];
  if (asked.protocol === "http:" && own.protocol === "https:") return {};
  const authorization =
    longestScope(asked, find) ?? (asked.host === own.host ? longestScope(own, find) : undefined);
  return authorization === undefined ? {} : { authorization };
}

/** `//host/a/b/`, `//host/a/b`, `//host/a/` … `//host`: with and without the slash, as npm writes either. */
function longestScope({ host, pathname }: URL, find: FindKey): string | undefined {
  for (let scope = `//${host}${pathname}`; scope.length > 2; scope = scope.replace(/(?:[^/]+|\/)$/, "")) {
    const authorization = authorizationOf(scope, find);
    if (authorization !== undefined) return authorization;
  }
  return undefined;
}

function authorizationOf(scope: string, find: FindKey): string | undefined {
  const token = find(`${scope}:_authToken`);
  if (token !== undefined) return `Bearer ${token}`;
  const basic = find(`${scope}:_auth`);
  if (basic !== undefined) return `Basic ${basic}`;
  const user = find(`${scope}:username`);
  const password = find(`${scope}:_password`);
  if (user === undefined || password === undefined) return undefined;
  const pair = `${user}:${Buffer.from(password, "base64").toString("utf8")}`;
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}
