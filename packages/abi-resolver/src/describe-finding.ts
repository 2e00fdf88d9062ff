import type { Finding } from "./find-abi.js";
import { type RuntimeName, titleOf } from "./runtimes.js";
import { formatVersion, releaseOf, type Version } from "./version.js";

/** Where an answer comes from. */
export type AbiSource =
  /** A row given to `createAbiTable`. */
  | "index"
  /** The bundled table. */
  | "snapshot"
  /** A number set aside for a version that is not out: it may still change. */
  | "reserved"
  /** Nothing is known. */
  | "unknown";

export function sourceOf(finding: Finding): AbiSource {
  if (finding.kind === "stated") return "index";
  if (finding.kind === "nightly") return "snapshot";
  if (finding.abi === null) return "unknown";
  if (finding.step.isReserved) return "reserved";
  return finding.step.isFromIndex ? "index" : "snapshot";
}

/** One sentence, for people. */
export function describeFinding(finding: Finding, runtime: RuntimeName, version: Version): string {
  const name = `${titleOf(runtime)} ${formatVersion(version)}`;
  const release = formatVersion(releaseOf(version));
  switch (finding.kind) {
    case "stated":
      return `An index row states ABI ${finding.abi} for ${name}.`;
    case "line":
      return `${titleOf(runtime)} has ABI ${finding.abi} from ${formatVersion(finding.step.from)} on${claim(runtime)}.`;
    case "reserved":
      return `ABI ${finding.abi} is reserved for ${titleOf(runtime)} ${formatVersion(finding.step.from)}; it is final with the release.`;
    case "stated-prerelease":
      return `Pre-releases of ${release} have ABI ${finding.abi} from ${formatVersion(finding.step.from)} on.`;
    case "prerelease-of-line":
      return `${name} continues a line that has ABI ${finding.abi} before and after it.`;
    case "nightly":
      return `Nightlies built ${days(finding.run)} state ABI ${finding.abi}.`;
    case "below":
      return `${name} is older than every version with a known ABI.`;
    case "above":
      return `${name} is in no line that is known here; an index row that states its modules would tell.`;
    case "gap":
      return `No ABI is known for ${name}.`;
    case "channel":
      return `${name} is built with another V8 than its version names; only an index row can state its ABI.`;
    case "open":
      return `The ABI of ${name} is not settled before ${release} is released; only an index row can state it.`;
  }
}

/** Bun and Deno report a number for compatibility; they are not built on that V8. */
function claim(runtime: RuntimeName): string {
  return runtime === "bun" || runtime === "deno" ? ", as process.versions.modules claims" : "";
}

function days({ from, until }: { readonly from: number; readonly until: number }): string {
  const day = (value: number) => String(value).replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");
  return from === until ? `on ${day(from)}` : `from ${day(from)} to ${day(until)}`;
}
