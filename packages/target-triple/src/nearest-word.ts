/**
 * Edits between two words: insert, delete, replace, swap of neighbours (optimal string alignment).
 * Counts no further than `limit`; any larger distance is `limit + 1`.
 */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const next = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      next[column] = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    if (Math.min(...next) > limit) return limit + 1;
    before = last;
    last = next;
  }
  return Math.min(last[right.length] ?? 0, limit + 1);
}

/** The word a typist most likely meant, or undefined where none is near (a third of its letters, at least one). */
export function nearestWord(word: string, words: Iterable<string>): string | undefined {
  const typed = word.slice(0, 64).toLowerCase();
  let limit = Math.max(1, Math.ceil(typed.length / 3));
  let nearest: string | undefined;
  for (const candidate of words) {
    const distance = editDistance(typed, candidate.toLowerCase(), limit);
    if (distance > limit || (distance === limit && nearest !== undefined)) continue;
    nearest = candidate;
    limit = distance;
  }
  return nearest;
}

/** The hint of an error about a word: `known` if given, else the nearest word, else all of them if they are few. */
export function withNearest(word: string, words: Iterable<string>, known?: string): string | undefined {
  if (known !== undefined) return known;
  const all = [...words];
  const nearest = nearestWord(word, all);
  if (nearest !== undefined) return `did you mean ${JSON.stringify(nearest)}?`;
  return all.length > 0 && all.length <= 16 ? `it can be ${all.join(", ")}` : undefined;
}
