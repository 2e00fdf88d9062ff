const MAX_LENGTH = 500;

/** Controls (C0, C1, DEL), direction overrides and other invisible characters, line separators, lone surrogates. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * Text of a stranger as a message may show it: one line, at most 500 characters, nothing that moves a cursor or
 * hides what was said. What is invisible is written as `\u{1b}`.
 */
export function printable(text: string): string {
  const shown = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
  return shown.replace(INVISIBLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** Whether a text is printable ASCII, as versions, codenames and file names of releases are. */
export function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
