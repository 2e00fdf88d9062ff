/** What follows `node` on a command line. */
export interface NodeArguments {
  readonly options: readonly string[];
  /** Undefined where no script is named. */
  readonly script: string | undefined;
  readonly args: readonly string[];
}

/** Options whose value is the next argument (Node.js, "Command-line options"). */
const WITH_VALUE = new Set([
  ...["-r", "--require", "--import", "--loader", "--experimental-loader", "-C", "--conditions", "--env-file"],
  ...["-e", "--eval", "-p", "--print", "-pe", "--input-type", "--title", "--stack-trace-limit"],
]);

/** Options whose value is code, after which no script is named. */
const WITH_CODE = new Set(["-e", "--eval", "-p", "--print", "-pe"]);

/** Takes a command line apart as Node.js does: its options, a script, and what is the script's. */
export function splitNodeArguments(argv: readonly string[]): NodeArguments {
  const options: string[] = [];
  let hasCode = false;
  let at = 0;
  for (; at < argv.length; at += 1) {
    const argument = argv[at] ?? "";
    if (argument === "--") {
      at += 1;
      break;
    }
    if (argument === "-" || !argument.startsWith("-")) break;
    options.push(argument);
    hasCode ||= WITH_CODE.has(argument);
    const value = argv[at + 1];
    if (WITH_VALUE.has(argument) && value !== undefined) {
      options.push(value);
      at += 1;
    }
  }
  const rest = argv.slice(at);
  return hasCode
    ? { options, script: undefined, args: rest }
    : { options, script: rest[0], args: rest.slice(1) };
}

/** The values of options, each as `--name value` or `--name=value`. */
export function valuesOf(options: readonly string[], ...names: readonly string[]): string[] {
  return options.flatMap((option, i) => {
    const value = options[i + 1];
    if (names.includes(option) && value !== undefined) return [value];
    const [name = "", ...text] = option.split("=");
    return text.length > 0 && names.includes(name) ? [text.join("=")] : [];
  });
}
