import { readdirSync } from "node:fs";
import { corpus } from "./corpus.js";

/** The file names of every real SHASUMS list; none where the corpus is absent. */
export function readShasumsLists(): { readonly version: string; readonly files: readonly string[] }[] {
  if (corpus.isAbsent) return [];
  const lists = readdirSync(corpus.path("shasums")).filter((name) => name.endsWith(".asc"));
  return lists.map((list) => {
    const lines = corpus.read(`shasums/${list}`).matchAll(/^(?:[0-9a-f]{40}|[0-9a-f]{64}) +\*?(\S+)$/gm);
    return { version: list.slice(0, -".asc".length), files: [...lines].flatMap(([, file]) => file ?? []) };
  });
}
