import { tryParseVersion } from "../node-version.js";
import { NEWEST, NEWEST_LTS, refuse } from "../read-words.js";
import type { SpecMeaning } from "../spec.js";

const HINT = "Use a version, a major (22), lts/<codename>, lts/*, or the flags --lts and --latest.";

/** What `fnm install <spec>` installs. In fnm any other word is the name of an alias, which it cannot install. */
export function readFnm(spec: string): SpecMeaning {
  const word = spec.toLowerCase();
  if (word === "--lts") return NEWEST_LTS;
  if (word === "--latest") return NEWEST;
  if (word === "system") throw refuse("fnm", spec, "it is the Node.js outside fnm, not a release", HINT);
  if (word.startsWith("lts/") || word.startsWith("lts-")) return readLts(word.slice("lts/".length));
  const bare = word.replace(/^v+/, "");
  if (!/^\d/.test(bare)) throw refuse("fnm", spec, "fnm takes it for the name of an alias", HINT);
  const version = tryParseVersion(bare);
  return version ? { kind: "version", version } : readNumbers(spec, bare);
}

function readLts(rest: string): SpecMeaning {
  return rest === "*" || rest === "latest" ? NEWEST_LTS : { kind: "codename", codename: rest };
}

/** The first one or two numbers count, whatever follows them: `22.x` is 22. */
function readNumbers(spec: string, bare: string): SpecMeaning {
  const [major = "", minor = ""] = bare.split(".");
  if (!/^\d+$/.test(major)) throw refuse("fnm", spec, "it is not a version", HINT);
  if (!/^\d+$/.test(minor)) return { kind: "prefix", major: Number(major) };
  return { kind: "prefix", major: Number(major), minor: Number(minor) };
}
