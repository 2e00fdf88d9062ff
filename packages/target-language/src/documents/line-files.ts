import type { Spot, Topic } from "../spot.js";

interface Line {
  /** Without its comment. */
  readonly text: string;
  readonly start: number;
}

/** The lines of a file in which `#` begins a comment. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  for (const raw of text.slice(start).split(/(?<=\r\n|\n|\r(?!\n))/)) {
    lines.push({ text: raw.replace(/[\r\n]+$/, "").replace(/#.*$/, ""), start });
    start += raw.length;
  }
  return lines;
}

/** The words of a line, each with its place in the document. */
export function wordsOfLine({ text, start }: Line): { text: string; start: number; end: number }[] {
  return [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    text: word,
    start: start + index,
    end: start + index + word.length,
  }));
}

/** `.nvmrc`: one version on a line of its own, beside lines of `key=value`. */
export function readNvmrc(text: string): Spot[] {
  const lines = linesOf(text).filter((line) => line.text.indexOf("=") <= 0);
  return readWords(lines, { kind: "version", dialect: "nvm" });
}

/** `.node-version`, `.n-node-version`: the first line that is more than a comment. */
export function readPlain(text: string, topic: Topic): Spot[] {
  return readWords(linesOf(text), topic).slice(0, 1);
}

/** A spot for the text of each line; in a file without any, one where it is missing. */
function readWords(lines: readonly Line[], topic: Topic): Spot[] {
  let before: readonly string[] = [];
  const spots = lines.flatMap(({ text, start }): Spot[] => {
    const word = text.trim();
    if (word === "") return [];
    const from = start + text.indexOf(word);
    const spot = { topic, text: word, start: from, end: from + word.length, before };
    // Of those that stand before it, the first is the one that counts.
    if (before.length === 0) before = [word];
    return [spot];
  });
  const [first] = lines;
  if (spots.length > 0 || first === undefined) return spots;
  return [{ topic, text: "", start: first.start, end: first.start }];
}

/** `.tool-versions` of asdf and mise: `nodejs 24.0.0 22.11.0`. */
export function readToolVersions(text: string): Spot[] {
  const topic: Topic = { kind: "version", dialect: "mise" };
  return linesOf(text).flatMap((line): Spot[] => {
    const [tool, ...words] = wordsOfLine(line);
    if (tool === undefined || !/^node(?:js)?:?$/.test(tool.text)) return [];
    const end = line.start + line.text.length;
    // Where the cursor waits for the version.
    if (words.length === 0) return end > tool.end ? [{ topic, text: "", start: end, end }] : [];
    return words.map((word) => ({ topic, ...word }));
  });
}
