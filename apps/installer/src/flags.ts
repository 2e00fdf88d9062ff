import { type Command, UsageError } from "@nodewright/command-line";
import type { PrefixPart } from "@nodewright/installation";
import type { SpecDialect } from "@nodewright/release-index";

/** Flags that say where installs are. */
export interface PlaceFlags {
  readonly dir?: string;
  readonly json?: boolean;
}

/** Flags that say where releases come from. */
export interface SourceFlags {
  readonly source?: string;
  readonly farm?: string;
  readonly farmKeyring?: string;
  readonly unsafeSkipSignature?: boolean;
  readonly keyring?: string;
  readonly shasums?: string;
  readonly offline?: boolean;
  readonly timeout?: number;
}

const parts: readonly PrefixPart[] = ["npm", "corepack", "headers", "docs"];

/** `npm,headers`, `none`, `all`. */
export function readParts(
  text: string,
  earlier: readonly PrefixPart[] = [],
): readonly PrefixPart[] | undefined {
  if (text === "all") return undefined;
  const words = text === "none" ? [] : text.split(",").map((word) => word.trim());
  const unknown = words.find((word) => !parts.some((part) => part === word));
  if (unknown === undefined) return parts.filter((part) => words.includes(part) || earlier.includes(part));
  throw new UsageError(`--with ${JSON.stringify(text)}: there is no part ${JSON.stringify(unknown)}`, {
    hint: `name parts with commas between: ${parts.join(", ")}; or none, or all`,
  });
}

/** Flags that say what a lockfile is good for. */
export interface LockFlags extends Pick<SourceFlags, "offline"> {
  /** False for `--no-lock`. */
  readonly lock?: boolean;
  readonly frozen?: boolean;
  readonly dryRun?: boolean;
}

export function isLockWanted({ lock, frozen }: LockFlags): boolean {
  return lock === true || frozen === true;
}

export function withLock(command: Command): Command {
  return command
    .option("--lock", "make or renew nodewright.lock, and install what it pins")
    .option("--no-lock", "install as if there were no nodewright.lock")
    .option("--frozen", "fail unless nodewright.lock answers this request for this target");
}

/** Flags that say how version words are read. */
export interface SpecFlags {
  readonly dialect?: SpecDialect;
}

/** Named here too, for the table is not loaded to print a version; the type holds the two together. */
const dialects = Object.keys({
  nodewright: true,
  nvm: true,
  fnm: true,
  n: true,
  volta: true,
  "setup-node": true,
  nv: true,
  pkg: true,
  mise: true,
  engines: true,
  devEngines: true,
} satisfies Record<SpecDialect, true>);

export function withDialect(command: Command): Command {
  return command.addOption(
    command
      .createOption("--dialect <dialect>", "the tool whose version words these are, such as nvm")
      .choices(dialects),
  );
}

export function withPlace(command: Command): Command {
  return command
    .option("--dir <folder>", "folder that holds the installs (NODEWRIGHT_DIR)")
    .option("--json", "one JSON object on standard output");
}

export function withTarget(command: Command): Command {
  return command.option(
    "--target <target>",
    "target in any dialect, such as linux-arm64-musl (default: this host, else what it runs too)",
  );
}

export function withSource(command: Command): Command {
  return command
    .option(
      "--source <sources>",
      "where from, in order of preference, with commas: dist (nodejs.org or a mirror variable), unofficial, farm, " +
        "npm, URLs, folders (NODEWRIGHT_SOURCE; default: dist, what unofficial can only tell of, farm, npm)",
    )
    .option("--farm <place>", "a farm of your own: a URL or a folder (NODEWRIGHT_FARM)")
    .option("--farm-keyring <file>", "armored public keys that the farm signs with (NODEWRIGHT_FARM_KEYRING)")
    .option(
      "--keyring <file>",
      "armored public keys whose signature counts, instead of the Node.js release keys",
    )
    .option(
      "--shasums <file>",
      "signed SHASUMS256.txt.asc at hand, to prove the executable inside an npm package",
    )
    .option("--unsafe-skip-signature", "believe digests that nobody signed")
    .option("--offline", "no request: indexes, lists and archives come from the cache")
    .option(
      "--timeout <seconds>",
      "how long a server may be silent before it is asked again",
      readSeconds,
      30,
    );
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 3600) return seconds;
  throw new UsageError(`--timeout ${JSON.stringify(text)} is no number of seconds`, {
    hint: "such as --timeout 60",
  });
}
