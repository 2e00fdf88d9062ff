/** What the app may call to run itself. */
export interface Itself {
  readonly executable: string;
  /** Names that stand for Node.js: `node`, the executable's path, and how it was called. */
  readonly names: readonly string[];
  /** Whether a file is a script of the volume. */
  isScript(path: string): boolean;
  /** The path on the disk of a program of the volume; undefined for all others. */
  extract(path: string): string | undefined;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** The command that runs the executable in the place of Node.js; undefined for all others. */
export function asNode(
  { file, args }: Command,
  { executable, names, isScript }: Itself,
): Command | undefined {
  if (names.includes(file)) return { file: executable, args };
  return isScript(file) ? { file: executable, args: [file, ...args] } : undefined;
}

/** The same for a line that a shell is to read: its first word, plain or quoted. */
export function lineAsNode(line: string, itself: Itself): string | undefined {
  const [, space = "", quoted, plain, rest = ""] = /^(\s*)(?:"([^"]*)"|([^\s"]+))(.*)$/s.exec(line) ?? [];
  const file = quoted ?? plain;
  const command = file === undefined ? undefined : asNode({ file, args: [] }, itself);
  if (command === undefined) return undefined;
  return space + [command.file, ...command.args].map((word) => `"${word}"`).join(" ") + rest;
}

/** For a shell that is called with a line, as `sh -c LINE` or `cmd /c LINE`. */
export function shellAsNode({ file, args }: Command, itself: Itself): Command | undefined {
  const at = args.findIndex((argument) => /^(?:-c|\/c)$/i.test(argument)) + 1;
  const line = at === 0 ? undefined : lineAsNode(args[at] ?? "", itself);
  return line === undefined ? undefined : { file, args: args.with(at, line) };
}
