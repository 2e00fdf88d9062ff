/** A field that holds one word or several, as words. */
export function wordsOf(field: string | readonly string[] | undefined): readonly string[] {
  return field === undefined ? [] : typeof field === "string" ? [field] : field;
}

/** npm-install-checks' rule for `os`, `cpu` and `libc`; a field that is absent admits every word. */
export function admits(field: string | readonly string[] | undefined, word: string | undefined): boolean {
  const words = wordsOf(field);
  if (words.length === 0 || (words.length === 1 && words[0] === "any")) return true;
  if (word === undefined) return false;
  const refused = words.filter((one) => one.startsWith("!"));
  if (refused.includes(`!${word}`)) return false;
  return words.includes(word) || refused.length === words.length;
}

/** Whether dotted numbers `a` are below `b`, part by part. */
export function isBelow(a: string, b: string): boolean {
  const [x, y] = [a.split("."), b.split(".")];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const difference = Number(x[i] ?? 0) - Number(y[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
