/** A command line, sorted as node-build's own `parse_options` does. */
export interface ParsedOptions {
  /** Long options without their dashes, short ones one by one. */
  readonly options: readonly string[];
  readonly positionals: readonly string[];
  /** What follows `--`. */
  readonly extra: readonly string[];
}

export function parseOptions(argv: readonly string[]): ParsedOptions {
  const end = argv.indexOf("--");
  const own = end < 0 ? argv : argv.slice(0, end);
  return {
    options: own.flatMap((word) => {
      if (word.startsWith("--")) return [word.slice(2)];
      return word.startsWith("-") ? [...word.slice(1)] : [];
    }),
    positionals: own.filter((word) => !word.startsWith("-")),
    extra: end < 0 ? [] : argv.slice(end + 1),
  };
}

/** What the options ask for, beside the building of something. */
type Request = "help" | "definitions" | "list" | "version" | "usage-error" | "build";

/** The options of a build, by the flag they set. */
interface Flags {
  compile: boolean;
  keep: boolean;
  patch: boolean;
  verbose: boolean;
  ipv4: boolean;
  ipv6: boolean;
}

const FLAGS: ReadonlyMap<string, keyof Flags> = new Map<string, keyof Flags>([
  ["c", "compile"],
  ["compile", "compile"],
  ["k", "keep"],
  ["keep", "keep"],
  ["p", "patch"],
  ["patch", "patch"],
  ["v", "verbose"],
  ["verbose", "verbose"],
  ["4", "ipv4"],
  ["ipv4", "ipv4"],
  ["6", "ipv6"],
  ["ipv6", "ipv6"],
]);

const REQUESTS: ReadonlyMap<string, Request> = new Map<string, Request>([
  ["h", "help"],
  ["help", "help"],
  ["definitions", "definitions"],
  ["l", "list"],
  ["list", "list"],
  ["version", "version"],
]);

export interface ReadOptions {
  readonly request: Request;
  readonly flags: Readonly<Flags>;
  /** Why it is a usage error, a line each. */
  readonly complaints: readonly string[];
}

/** The last option that asks for something else than a build decides, as in node-build. */
export function readOptions({ options, positionals }: ParsedOptions): ReadOptions {
  const flags: Flags = {
    compile: false,
    keep: false,
    patch: false,
    verbose: false,
    ipv4: false,
    ipv6: false,
  };
  const complaints: string[] = [];
  let request: Request = "build";
  for (const option of options) {
    const flag = FLAGS.get(option);
    if (flag) {
      flags[flag] = true;
      continue;
    }
    request = REQUESTS.get(option) ?? "usage-error";
    if (request === "usage-error") complaints.push(`invalid flag '${option}'`);
  }
  const missing = request === "build" ? whatIsMissing(positionals) : undefined;
  if (missing) complaints.push(missing);
  if (positionals.length > 2) complaints.push(`expected at most 2 arguments, got [${positionals.join(" ")}]`);
  const isWrong = missing !== undefined || positionals.length > 2;
  return { request: isWrong ? "usage-error" : request, flags, complaints };
}

function whatIsMissing([definition, prefix]: readonly string[]): string | undefined {
  if (!definition) return "missing definition argument";
  return prefix ? undefined : "missing prefix argument";
}
