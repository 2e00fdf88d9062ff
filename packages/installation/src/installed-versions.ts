import { readdir } from "node:fs/promises";

/**
 * The versions that the folders of a root are named for, newest first: quick and unchecked, for completion.
 * `listInstalls` tells what is really installed.
 */
export async function installedVersions(root: string): Promise<string[]> {
  const names = await readdir(root).catch(() => []);
  const versions = names.flatMap((name) => /^(v\d+\.\d+\.\d+)-[a-z]/.exec(name)?.[1] ?? []);
  const byNumbers = new Intl.Collator("en", { numeric: true });
  return [...new Set(versions)].sort((a, b) => byNumbers.compare(b, a));
}
