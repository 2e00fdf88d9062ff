import { type Command, UsageError } from "@nodewright/command-line";
import { formatTarget, parseTarget, type Target } from "@nodewright/target-triple";

/** Options that say where installs are. */
export interface PlaceOptions {
  readonly dir?: string;
  readonly json?: boolean;
}

/** Options that say where releases come from. */
export interface SourceOptions {
  readonly source?: string;
  readonly unsafeSkipSignature?: boolean;
  readonly keyring?: string;
  readonly shasums?: string;
  readonly offline?: boolean;
}

export function withPlace(command: Command): Command {
  return command
    .option("--dir <folder>", "folder that holds the installs (NODEWRIGHT_DIR)")
    .option("--json", "one JSON object on standard output");
}

export function withTarget(command: Command): Command {
  return command.option(
    "--target <target>",
    "target in any dialect, such as linux-arm64-musl (default: this host)",
  );
}

export function withSource(command: Command): Command {
  return command
    .option(
      "--source <source>",
      "dist (nodejs.org or a mirror variable), npm, a URL or a folder; default: dist, then npm",
    )
    .option(
      "--keyring <file>",
      "armored public keys whose signature counts, instead of the Node.js release keys",
    )
    .option(
      "--shasums <file>",
      "signed SHASUMS256.txt.asc at hand, to prove the executable inside an npm package",
    )
    .option("--unsafe-skip-signature", "believe digests that nobody signed")
    .option("--offline", "no request: indexes, lists and archives come from the cache");
}

/**
 * The one target that a user's text means. What the text leaves open is taken from the host where the host's own
 * value fits, else glibc on Linux; otherwise the user has to say more.
 */
export function readTarget(text: string | undefined, host: Target): Target {
  if (text === undefined || text === "host") return host;
  const { candidates } = parseTarget(text);
  const [only, second] = candidates;
  if (only !== undefined && second === undefined) return only;
  const plain = candidates.filter(({ variant, cpuLevel }) => variant === undefined && cpuLevel === undefined);
  const chosen =
    plain.find((target) => formatTarget(target) === formatTarget(host)) ??
    plain.find(({ os, libc }) => os === host.os && libc === host.libc) ??
    plain.find(({ libc }) => libc === "glibc") ??
    (plain.length === 1 ? plain[0] : undefined);
  if (chosen !== undefined) return chosen;
  throw new UsageError(`--target ${JSON.stringify(text)} can mean several targets`, {
    hint: `name one of ${candidates.map((target) => formatTarget(target)).join(", ")}`,
  });
}
