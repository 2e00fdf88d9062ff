import { tryParseVersion } from "../node-version.js";
import {
  isCodenameWord,
  NEWEST,
  NEWEST_LTS,
  newestOf,
  readPartial,
  readRange,
  refuse,
} from "../read-words.js";
import type { SpecMeaning } from "../spec.js";

/** Words of other tools that mean different things in different ones: asked back, never guessed. */
const UNCLEAR: Readonly<Record<string, string>> = {
  stable: `"stable" is the newest release in nvm and the newest LTS release in n`,
  supported: `"supported" is every supported line in nv and the newest release in n`,
  active: `"active" is every line that is not in maintenance in nv and the newest release in n`,
  system: `"system" is the Node.js outside a version manager, not a release`,
  default: `"default" is an alias that a version manager keeps for its user`,
  iojs: "io.js is not in Node.js's index",
};

const CHANNELS = ["nightly", "next-nightly", "v8-canary", "rc", "test", "alpha"] as const;

const HINT =
  "Use a version (22.11.0), its beginning (22), a range (>=20 <23), lts, lts/<codename>, lts/-1, latest, or a channel (nightly, rc/22).";

/**
 * This project's own words: what the version managers agree on, in any case, and nothing on which they
 * differ.
 */
export function readNodewright(spec: string): SpecMeaning {
  const version = tryParseVersion(spec);
  if (version) return { kind: "version", version };
  const partial = readPartial(spec);
  if (partial) return { kind: "prefix", ...partial };
  const word = spec.toLowerCase();
  if (word === "latest" || word === "current" || word === "node") return NEWEST;
  if (word === "lts") return NEWEST_LTS;
  if (word.startsWith("lts/")) return readLts(spec, spec.slice("lts/".length));
  const channel = readChannel(spec, word);
  if (channel) return channel;
  const why = Object.hasOwn(UNCLEAR, word) ? UNCLEAR[word] : undefined;
  if (why !== undefined)
    throw refuse("nodewright", spec, why, "Say latest or lts, or name the tool's dialect.");
  if (isCodenameWord(spec)) return { kind: "codename", codename: spec };
  const range = spec === "" ? undefined : readRange(spec);
  if (range) return range;
  throw refuse("nodewright", spec, "it is neither a version, a range nor a word that names a release", HINT);
}

function readLts(spec: string, rest: string): SpecMeaning {
  if (rest === "*") return NEWEST_LTS;
  const [, back] = /^-([1-9]\d?)$/.exec(rest) ?? [];
  if (back !== undefined) return { kind: "lts", back: Number(back) };
  if (isCodenameWord(rest)) return { kind: "codename", codename: rest };
  throw refuse("nodewright", spec, `"${rest}" is neither *, a codename nor a number of lines back`, HINT);
}

/** `nightly`, `nightly/latest`, `nightly/24`, `nightly/v24.0.0-nightly…`. */
function readChannel(spec: string, word: string): SpecMeaning | undefined {
  const slash = word.indexOf("/");
  const name = slash < 0 ? word : word.slice(0, slash);
  const channel = CHANNELS.find((known) => known === name);
  if (!channel) return undefined;
  const rest = slash < 0 ? "latest" : word.slice(slash + 1);
  if (rest === "latest") return newestOf(channel);
  const version = tryParseVersion(rest);
  if (version && version.channel === channel) return { kind: "version", version };
  if (version?.channel === "release") return { kind: "newest", channel, startingWith: `${version.text}-` };
  const partial = readPartial(rest);
  if (partial) return { kind: "newest", channel, startingWith: `v${rest.replace(/^v/, "")}.` };
  throw refuse("nodewright", spec, `"${rest}" is not a version of the channel ${channel}`, HINT);
}
