const LONGEST = 80;

/** A text from outside as a message shows it: in quotes, escaped, and not longer than a line. */
export function quote(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}
