const SHORT = /^(?:github:)?([\w.-]+)\/([\w.-]+?)(?:\.git)?(?:#.*)?$/;
const LONG =
  /^(?:git\+)?(?:https?|ssh|git):\/\/(?:[^@/]+@)?(?:www\.)?github\.com\/([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?(?:#.*)?$/;
const SCP = /^(?:[^@/]+@)?github\.com:([\w.-]+)\/([\w.-]+?)(?:\.git)?$/;

/** The address on GitHub of package.json's `repository`, in any spelling that npm takes; undefined for another one. */
export function githubRepository(repository: unknown): string | undefined {
  const { url }: { readonly url?: unknown } = Object(repository);
  const text = typeof repository === "string" ? repository : url;
  if (typeof text !== "string" || text.length > 512) return undefined;
  const [, owner, name] = LONG.exec(text) ?? SCP.exec(text) ?? SHORT.exec(text) ?? [];
  return owner === undefined ? undefined : `https://github.com/${owner}/${name}`;
}
