import { tryParseVersion } from "../node-version.js";
import { NEWEST, NEWEST_LTS, readRange, refuse } from "../read-words.js";
import type { SpecMeaning } from "../spec.js";

/** What `volta install node@<spec>` installs; nothing after the name is the newest LTS. */
export function readVolta(spec: string): SpecMeaning {
  if (spec === "" || spec === "lts") return NEWEST_LTS;
  if (spec === "latest") return NEWEST;
  const version = tryParseVersion(spec);
  if (version) return { kind: "version", version };
  const range = readRange(spec.replace(/^v+/, ""));
  if (range) return range;
  throw refuse(
    "volta",
    spec,
    "Node.js has no other tags than lts and latest there",
    "Use a version, a range, lts or latest.",
  );
}
