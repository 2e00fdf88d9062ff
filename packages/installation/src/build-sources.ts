import { ReleaseIndexError, type ReleaseRow } from "@nodewright/release-index";
import { type ReleaseSource, SourceError } from "@nodewright/release-source";
import { formatTarget, type Target, targetsEqual } from "@nodewright/target-triple";
import { InstallError } from "./errors.js";
import type { InstallOptions } from "./install-node.js";
import type { PassedOver } from "./passed-over.js";

type Sources = InstallOptions["sources"];
type BuildOptions = Pick<InstallOptions, "target" | "host" | "sources" | "env">;

/**
 * The sources as sources of code: each has the releases whose source archive it keeps, and offers that.
 * @throws InstallError ERR_INSTALL_CANNOT_BUILD for a target that this host does not build
 * @throws SourceBuildError ERR_BUILD_TOOL when a program is missing that builds Node.js
 */
export async function buildSources({ target, host, sources, env }: BuildOptions): Promise<Sources> {
  const reason = whyNotBuilt(target, host);
  if (reason !== undefined) throw cannotBuild(reason, "build it on such a machine, or choose another target");
  const [first, ...rest] = sources.flatMap(toBuildSource);
  if (first === undefined) {
    const names = sources.map(({ name }) => name).join(", ");
    throw cannotBuild(`${names} has no source archives`, "use --source dist, or a mirror of it");
  }
  const { findToolchain } = await import("@nodewright/source-build");
  await findToolchain(env);
  return [first, ...rest];
}

function toBuildSource(source: ReleaseSource): ReleaseSource[] {
  const { offerSource, onRequest } = source;
  if (offerSource === undefined || onRequest !== undefined) return [];
  const loadIndex: ReleaseSource["loadIndex"] = async (target) => {
    const { rows, origin } = await source.loadIndex(target);
    return { rows: rows.filter(hasCode), origin };
  };
  return [{ ...source, loadIndex, offer: offerSource }];
}

/** A row that lists no files may have it. */
function hasCode({ files }: ReleaseRow): boolean {
  return files.length === 0 || files.includes("src");
}

/** A build is run before it counts, and is made for the system that it is made on. */
function whyNotBuilt(target: Target, host: Target): string | undefined {
  if (host.os === "win32") return "on Windows it is not built here";
  if (targetsEqual(target, host)) return undefined;
  return `for ${formatTarget(target)} it is built on such a machine alone, and this host is ${formatTarget(host)}`;
}

function cannotBuild(reason: string, hint: string): InstallError {
  const message = `Node.js cannot be built from its source: ${reason}`;
  return new InstallError("ERR_INSTALL_CANNOT_BUILD", message, { hint });
}

/** Whether this says that there is no binary to take, though there may be code. */
export function isNoBinary({ why }: Pick<PassedOver, "why">): boolean {
  return why === "no-build" || why === "newer-system" || why === "unsigned";
}

/** The error with the way out that a host of the target's own kind has. */
export function withBuildHint(error: unknown, { target, host, sources }: BuildOptions): unknown {
  const isPossible = whyNotBuilt(target, host) === undefined && sources.some((source) => source.offerSource);
  if (!isPossible) return error;
  const wayOut = "It can be built here from its source: --compile";
  if (error instanceof SourceError) return new SourceError(error.code, error.message, hinted(error, wayOut));
  if (error instanceof InstallError)
    return new InstallError(error.code, error.message, hinted(error, wayOut));
  if (!(error instanceof ReleaseIndexError)) return error;
  return new ReleaseIndexError(error.code, error.message, hinted(error, wayOut));
}

function hinted(
  error: Error & { readonly hint: string | undefined },
  wayOut: string,
): { readonly hint: string; readonly cause: unknown } {
  const hint = error.hint?.replace(/(?<=[^.])$/, ".");
  return { hint: [hint, wayOut].filter(Boolean).join(" "), cause: error };
}
