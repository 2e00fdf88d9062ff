export interface SearchPathOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** The folder that is to be first. */
  readonly first: string;
  /** Entries that go: those of an earlier choice. */
  readonly isStale?: ((entry: string) => boolean) | undefined;
}

/** The entries of PATH with a folder in front, each entry once: to do it again changes nothing. */
export function searchPath({ env, platform, first, isStale = () => false }: SearchPathOptions): string[] {
  const text = env[pathKey(env)] ?? "";
  const entries = text.split(delimiterOf(platform)).filter((entry) => entry !== "" && !isStale(entry));
  return [...new Set([first, ...entries])];
}

/** Windows spells it Path, and knows no difference. */
function pathKey(env: SearchPathOptions["env"]): string {
  return "PATH" in env ? "PATH" : (Object.keys(env).find((name) => /^path$/i.test(name)) ?? "PATH");
}

/** What stands between the entries of PATH. */
export function delimiterOf(platform: string): ":" | ";" {
  return platform === "win32" ? ";" : ":";
}
