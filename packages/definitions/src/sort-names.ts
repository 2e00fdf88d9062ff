type Fields = readonly [text: string, number, number, number, number, line: string];

/**
 * The sort key of a name: a leading digit sorts before any word, `+` and `-` separate like dots. What is equal
 * in the first five fields is compared as text, as sort(1) does with the line that node-build gives it.
 */
function keyOf(name: string): Fields {
  const text = name
    .replace(/[~^<>=\s]/g, "")
    .replace(/^(?=\d)/, "a.")
    .replace(/[+-]/g, ".");
  const [first = "", ...rest] = text.split(".");
  const [one = 0, two = 0, three = 0, four = 0] = rest.map((field) => Number.parseInt(field, 10) || 0);
  return [first, one, two, three, four, `${text}.0.0.0.0 ${name}`];
}

/** The order in which node-build lists definitions: plain versions first, then families by name. */
export function compareDefinitionNames(a: string, b: string): number {
  const left = keyOf(a);
  const right = keyOf(b);
  if (left[0] !== right[0]) return compareTexts(left[0], right[0]);
  for (const field of [1, 2, 3, 4] as const) {
    if (left[field] !== right[field]) return left[field] - right[field];
  }
  return compareTexts(left[5], right[5]);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Sorted like node-build's `--definitions`, each name once. */
export function sortDefinitionNames(names: Iterable<string>): string[] {
  return [...new Set(names)].sort(compareDefinitionNames);
}

const PRERELEASE = /-(?:dev|next|rc|nightly)/;

/** The newest of each line or family, without pre-releases: `22.1.0` for 22, `chakracore-8.11.1` for chakracore-8. */
export function latestOfEachLine(names: Iterable<string>): string[] {
  const latest = new Map<string, string>();
  for (const name of sortDefinitionNames(names)) {
    if (!PRERELEASE.test(name)) latest.set(/^\D*\d+/.exec(name)?.[0] ?? name, name);
  }
  return sortDefinitionNames(latest.values());
}
