import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** String and template literals, kept; comments, dropped. */
const LITERAL_OR_COMMENT =
  /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

/** Declarations without comments: documentation may change without a review of the API. */
export function withoutComments(source: string): string {
  const bare = source.replace(LITERAL_OR_COMMENT, (_, literal?: string) => literal ?? "");
  return `${bare
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{2,}/g, "\n")
    .trim()}\n`;
}

/** The modules of the same package that declarations refer to, as absolute paths of declaration files. */
function modulesOf(file: string, source: string): string[] {
  const references = source.matchAll(/\b(?:from|import)\s*\(?\s*["'](\.[^"']+)\.js["']/g);
  return [...references].map((match) => join(dirname(file), `${match[1]}.d.ts`));
}

/**
 * All declarations that an entry reaches within its package, the entry's first and the others by path, so that
 * the order in which files import each other does not matter.
 */
export function reachableDeclarations(folder: string, entry: string): string {
  const sources = new Map<string, string>();
  const visit = (file: string): void => {
    if (sources.has(file)) return;
    const source = withoutComments(readFileSync(file, "utf8"));
    sources.set(file, source);
    for (const other of modulesOf(file, source)) visit(other);
  };
  const start = join(folder, entry);
  visit(start);
  const others = [...sources.keys()].filter((file) => file !== start).sort();
  return [start, ...others]
    .map((file) => `// ${relative(folder, file).replaceAll("\\", "/")}\n${sources.get(file)}`)
    .join("\n");
}
