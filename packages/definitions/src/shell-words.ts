/** What may stand outside of quotes and means itself alone. */
const PLAIN = /[A-Za-z0-9_@%+=:,./#^-]+/y;
const SINGLE = /'([^']*)'/y;
/** Without anything that bash would expand between double quotes. */
const DOUBLE = /"([^"$`\\]*)"/y;
const BLANK = /[ \t]+/y;
const PIECES: readonly RegExp[] = [PLAIN, SINGLE, DOUBLE];

/**
 * The words of one line of bash that needs no bash to be read: plain and quoted text and a comment at its
 * end. Undefined for a line with an expansion, an operator, a pattern or an escape.
 */
export function shellWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let at = 0;
  while (at < line.length) {
    at += matchAt(BLANK, line, at)?.[0].length ?? 0;
    if (at === line.length || line[at] === "#") break;
    const word = wordAt(line, at);
    if (!word) return undefined;
    words.push(word.text);
    at = word.end;
  }
  return words;
}

function wordAt(line: string, start: number): { readonly text: string; readonly end: number } | undefined {
  let text = "";
  let end = start;
  for (;;) {
    const piece = pieceAt(line, end);
    if (!piece) break;
    text += piece.text;
    end += piece.length;
  }
  const isWhole = end === line.length || line[end] === " " || line[end] === "\t";
  return end > start && isWhole ? { text, end } : undefined;
}

function pieceAt(line: string, at: number): { readonly text: string; readonly length: number } | undefined {
  for (const pattern of PIECES) {
    const match = matchAt(pattern, line, at);
    if (match) return { text: match[1] ?? match[0], length: match[0].length };
  }
  return undefined;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** A text as one word of bash: between double quotes where that is enough, as people write it. */
export function quoteWord(text: string): string {
  if (!/["$`\\]/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}
