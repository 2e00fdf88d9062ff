import type { SpecDialect } from "../spec.js";
import { fileError, type VersionRequest } from "./version-request.js";

interface Line {
  readonly text: string;
  readonly line: number;
}

/** The lines of a file without comments (`#` to the end of the line), empty ones left out. */
function linesOf(text: string): Line[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((raw, index) => ({ text: raw.replace(/#.*/, "").trim(), line: index + 1 }))
    .filter(({ text: kept }) => kept !== "");
}

/**
 * `.nvmrc` by nvm's rules: comments, lines of `key=value` with distinct keys, and exactly one bare version
 * word.
 */
export function parseNvmrc(file: string, text: string): VersionRequest[] {
  const keys = new Set<string>();
  const words: Line[] = [];
  for (const line of linesOf(text)) {
    const equals = line.text.indexOf("=");
    if (equals <= 0) {
      words.push(line);
      continue;
    }
    const key = line.text.slice(0, equals).trim();
    if (key === "node")
      throw fileError(file, `line ${line.line}: nvm does not take node as a key`, NVMRC_HINT);
    if (keys.has(key))
      throw fileError(file, `line ${line.line}: the key ${key} stands there twice`, NVMRC_HINT);
    keys.add(key);
  }
  const [word, second] = words;
  if (!word) throw fileError(file, "it names no version", NVMRC_HINT);
  if (second) throw fileError(file, `line ${second.line}: a second version; nvm takes one alone`, NVMRC_HINT);
  return [{ spec: word.text, dialect: "nvm", file, path: [], line: word.line }];
}

const NVMRC_HINT = { hint: "Write one version, as in 22 or lts/jod, on a line of its own." };

/** `.node-version` and `.n-node-version`: the first line that is more than a comment. */
export function parsePlain(file: string, text: string, dialect: SpecDialect): VersionRequest[] {
  const [first] = linesOf(text);
  if (!first) throw fileError(file, "it names no version", { hint: "Write one version, as in 22.11.0." });
  return [{ spec: first.text, dialect, file, path: [], line: first.line }];
}

/** `.tool-versions` of asdf and mise: `nodejs 24.0.0 22.11.0`, the first version wanted, the others to fall back on. */
export function parseToolVersions(file: string, text: string): VersionRequest[] {
  return linesOf(text).flatMap(({ text: kept, line }) => {
    const [tool = "", ...specs] = kept.split(/\s+/);
    if (!/^node(?:js)?:?$/.test(tool)) return [];
    if (specs.length === 0) throw fileError(file, `line ${line}: ${tool} has no version`);
    return specs.map((spec): VersionRequest => ({ spec, dialect: "mise", file, path: [], line }));
  });
}
