import { NEWEST, NEWEST_LTS, readRange, readVersionOrPrefix, refuse } from "../read-words.js";
import type { SpecMeaning } from "../spec.js";

const REFUSED: Readonly<Record<string, readonly [why: string, hint: string]>> = {
  lts: ["`lts` is not an alias", "Use lts/* or the flag --lts."],
  latest: ["nvm has no such word", "Use node."],
  current: ["it is the version active in the shell", "Name the version itself."],
  system: ["it is the Node.js outside nvm, not a release", "Name a version."],
  default: ["it is the user's own alias", "Name the version it stands for."],
  nightly: [
    "nvm finds nightlies only where NVM_NODEJS_ORG_MIRROR points at their index",
    "Name the whole version.",
  ],
};

/** The last unstable line of the old numbering, in which odd minors were unstable. */
const UNSTABLE: SpecMeaning = { kind: "prefix", major: 0, minor: 11 };
const IOJS: SpecMeaning = { kind: "range", range: ">=1 <4" };

/** What `nvm install <spec>` installs; aliases of the user's own are not known here. */
export function readNvm(spec: string): SpecMeaning {
  const exact = readVersionOrPrefix(spec.replace(/\.$/, ""));
  if (exact) return exact;
  if (spec === "node" || spec === "stable") return NEWEST;
  if (spec === "unstable") return UNSTABLE;
  if (spec === "--lts") return NEWEST_LTS;
  if (spec.startsWith("--lts=")) return readLts(spec, spec.slice("--lts=".length));
  if (spec.startsWith("lts/")) return readLts(spec, spec.slice("lts/".length));
  const iojs = readIojs(spec);
  if (iojs) return iojs;
  const [why, hint] = (Object.hasOwn(REFUSED, spec) ? REFUSED[spec] : undefined) ?? [];
  if (why !== undefined) throw refuse("nvm", spec, why, hint);
  if (spec !== "" && readRange(spec))
    throw refuse("nvm", spec, "nvm knows no ranges", "Give a major version, as in 22.");
  throw refuse(
    "nvm",
    spec,
    "it is neither a version nor one of nvm's aliases",
    "Use a version, node, or lts/<codename>.",
  );
}

/** nvm looks for the name inside the codenames, so a part of one will do. */
function readLts(spec: string, rest: string): SpecMeaning {
  if (rest === "*") return NEWEST_LTS;
  const [, back] = /^-([1-9]\d*)$/.exec(rest) ?? [];
  if (back !== undefined) return { kind: "lts", back: Number(back) };
  if (rest !== rest.toLowerCase())
    throw refuse("nvm", spec, "LTS names must be lowercase", `Use lts/${rest.toLowerCase()}.`);
  if (/^[a-z0-9]+$/.test(rest)) return { kind: "codename", codename: rest, isPart: true };
  throw refuse("nvm", spec, `no LTS line is named "${rest}"`, "Use lts/*, lts/-1 or a codename.");
}

/** `iojs`, `iojs-3`, `iojs-v3.3.1`; io.js has an index of its own. */
function readIojs(spec: string): SpecMeaning | undefined {
  if (spec === "iojs" || spec === "io.js") return IOJS;
  return spec.startsWith("iojs-") ? readVersionOrPrefix(spec.slice("iojs-".length)) : undefined;
}
