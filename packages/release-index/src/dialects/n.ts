import type { Channel } from "../node-version.js";
import { NEWEST, NEWEST_LTS, newestOf, readRange, readVersionOrPrefix, refuse } from "../read-words.js";
import type { SpecMeaning } from "../spec.js";

const FOLDERS = [
  "next-nightly",
  "nightly",
  "rc",
  "release",
  "test",
  "v8-canary",
] as const satisfies readonly Channel[];
const NEWEST_WORDS: readonly string[] = ["latest", "current", "active", "supported"];
const LTS_WORDS: readonly string[] = ["lts", "stable", "lts_active", "lts_latest"];

/** n's own list, with a capital first letter or none at all. */
const CODENAME =
  /^([Aa]rgon|[Bb]oron|[Cc]arbon|[Dd]ubnium|[Ee]rbium|[Ff]ermium|[Gg]allium|[Hh]ydrogen|[Ii]ron|[Jj]od|[Kk]rypton|[Ll]ithium)$/;

const HINT =
  "Use a version, its beginning (22), lts, latest, a codename, or <folder>/<version> as in nightly/24.";

/** What `n <spec>` installs. */
export function readN(spec: string): SpecMeaning {
  const exact = /^v?\d+(\.\d+){0,2}$/.test(spec) ? readVersionOrPrefix(spec) : undefined;
  if (exact) return exact;
  if (NEWEST_WORDS.includes(spec)) return NEWEST;
  if (LTS_WORDS.includes(spec)) return NEWEST_LTS;
  if (CODENAME.test(spec)) return { kind: "codename", codename: spec };
  const folder = readFolder(spec);
  if (folder) return folder;
  if (spec === "auto" || spec === "engine") {
    throw refuse(
      "n",
      spec,
      "it stands for the version files of the working directory",
      "Read those files first.",
    );
  }
  if (/^lts\//.test(spec))
    throw refuse(
      "n",
      spec,
      "n reads such names only in .nvmrc",
      `Use ${spec.slice(4) === "*" ? "lts" : spec.slice(4)}.`,
    );
  if (spec !== "" && readRange(spec))
    throw refuse("n", spec, "n reads ranges only in the engines of package.json", HINT);
  throw refuse("n", spec, `invalid version '${spec}'`, HINT);
}

/** `nightly`, `nightly/latest`, `rc/10`, `test/v5.0.0-test…`, and `node/<exact version>`. */
function readFolder(spec: string): SpecMeaning | undefined {
  const [name, rest, ...more] = spec.split("/");
  if (more.length > 0) return undefined;
  if (name === "node" && rest !== undefined) {
    return /^v?\d+\.\d+\.\d+$/.test(rest) ? readVersionOrPrefix(rest) : undefined;
  }
  const channel = FOLDERS.find((folder) => folder === name);
  if (!channel) return undefined;
  if (rest === undefined || rest === "latest" || rest === "current") return newestOf(channel);
  return readInFolder(channel, rest.replace(/^v/, ""));
}

function readInFolder(channel: Channel, rest: string): SpecMeaning {
  const exact = readVersionOrPrefix(rest);
  if (exact?.kind === "version" && exact.version.channel === channel) return exact;
  // Numbers must end where the version's do (`1.2` is not 1.23); anything else is the beginning of a text.
  const end = /^\d+(\.\d+)?$/.test(rest) ? "." : /^\d+\.\d+\.\d+$/.test(rest) ? "-" : "";
  return { kind: "newest", channel, startingWith: `v${rest}${end}` };
}
