import { tryParseVersion } from "../node-version.js";
import { NEWEST, NEWEST_LTS, refuse } from "../read-words.js";
import type { SpecMeaning } from "../spec.js";
import { isRange } from "../version-range.js";

const HINT = "Use a version, a range (22, >=20 <23), lts/<codename>, lts/*, lts/-1, latest, or 22-nightly.";

/** What the action's input `node-version: <spec>` sets up. */
export function readSetupNode(spec: string): SpecMeaning {
  if (spec.includes("nightly")) return readPrerelease(spec, "nightly");
  if (spec.includes("v8-canary")) return readPrerelease(spec, "v8-canary");
  if (spec.startsWith("lts/")) return readLts(spec, spec.slice("lts/".length));
  if (spec === "latest" || spec === "current" || spec === "node") return NEWEST;
  const version = tryParseVersion(spec.replace(/^[=v\s]+/, ""));
  if (version) return { kind: "version", version };
  if (spec !== "" && isRange(spec)) {
    return spec.includes("rc")
      ? { kind: "range", range: spec, channel: "rc" }
      : { kind: "range", range: spec };
  }
  throw refuse("setup-node", spec, "it is not a range, and not one of the action's words", HINT);
}

function readLts(spec: string, rest: string): SpecMeaning {
  if (rest === "*") return NEWEST_LTS;
  if (Number(rest) < 0 && Number.isInteger(Number(rest))) return { kind: "lts", back: -Number(rest) };
  if (/^[a-z]+$/i.test(rest)) return { kind: "codename", codename: rest };
  throw refuse("setup-node", spec, `unable to find LTS release '${rest}'`, HINT);
}

/**
 * `20-nightly` is the newest nightly from 20.0.0 to below 21, `20.1.0-nightly` the newest nightly of exactly
 * 20.1.0. The channel's bare name is no version for it.
 */
function readPrerelease(spec: string, channel: "nightly" | "v8-canary"): SpecMeaning {
  const dash = spec.indexOf("-");
  const raw = dash < 0 ? spec : spec.slice(0, dash);
  const suffix = spec.slice(dash + 1);
  const [, major, minor = "0", patch = "0"] = /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(raw) ?? [];
  const version = tryParseVersion(spec);
  if (version?.channel === channel) return { kind: "version", version };
  if (suffix !== channel || major === undefined) {
    if (isRange(spec)) return { kind: "range", range: spec, channel, includePrerelease: true };
    throw refuse(
      "setup-node",
      spec,
      `it does not say which version's ${channel} builds are meant`,
      `Use 24-${channel}.`,
    );
  }
  const range = `^${major}.${minor}.${patch}-${channel}`;
  // With all three numbers given, semver passes over the pre-releases of any other version.
  if (tryParseVersion(raw)) return { kind: "range", range, channel };
  return { kind: "range", range, channel, includePrerelease: true };
}
