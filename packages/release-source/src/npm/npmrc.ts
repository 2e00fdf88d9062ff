type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The keys of an .npmrc: npm's dialect of ini (its packages `ini` and `@npmcli/config`), sections left out because
 * npm knows no key in one. Of a key that comes twice the last counts.
 */
export function parseNpmrc(text: string, env: Environment): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of text.replace(/^\uFEFF/, "").split(/[\r\n]+/)) {
    if (/^\s*(?:[;#]|$)/.test(line)) continue;
    if (/^\[[^\]]*\]\s*$/.test(line)) break;
    const [, key, hasValue, value = ""] = /^([^=]+)(=(.*))?$/.exec(line) ?? [];
    if (key === undefined) continue;
    // "key" alone is a switch that is on.
    values.set(
      replaceVariables(unquote(key), env),
      hasValue === undefined ? "true" : replaceVariables(unquote(value), env),
    );
  }
  return values;
}

/** Quotes are taken off; without them a `;` or `#` that no backslash escapes ends the text. */
function unquote(raw: string): string {
  const text = raw.trim();
  const [, quote, inner = ""] = /^(["'])(.*)\1$/.exec(text) ?? [];
  if (quote !== undefined) return quote === "'" ? inner : (parseString(text) ?? text);
  const [content = ""] = /^(?:[^\\;#]|\\.|\\$)*/.exec(text) ?? [];
  return content.replace(/\\([\\;#])/g, "$1").trim();
}

function parseString(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `${NAME}` is the variable, itself where there is none; `${NAME?}` is empty then. A backslash escapes it. */
export function replaceVariables(text: string, env: Environment): string {
  return text.replace(
    /(?<!\\)(\\*)\$\{([^${}?]+)(\?)?\}/g,
    (whole: string, escapes: string, name: string, optional: string | undefined) => {
      if (escapes.length % 2 === 1) return whole.slice((escapes.length + 1) / 2);
      const value = env[name] ?? (optional === undefined ? `\${${name}}` : "");
      return escapes.slice(escapes.length / 2) + value;
    },
  );
}
