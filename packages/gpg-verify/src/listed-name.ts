/**
 * The name under which a list knows a file at a path: the longest listed name that the path ends with,
 * segment by segment. `/tmp/win-x64/node.exe` → `win-x64/node.exe`; undefined when none fits.
 */
export function listedName(shasums: ReadonlyMap<string, unknown>, path: string): string | undefined {
  const segments = path.split(/[/\\]/);
  return segments.map((_, index) => segments.slice(index).join("/")).find((name) => shasums.has(name));
}
