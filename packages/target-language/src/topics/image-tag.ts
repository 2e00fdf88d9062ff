import { ReleaseIndexError, tryParseVersion } from "@nodewright/release-index";
import { nearestWord } from "@nodewright/target-triple";
import type { Knowledge } from "../knowledge.js";
import { describeLine, nameOfLine, newestOf, supportedLines } from "../release-facts.js";
import type { Finding, Spot, Suggestion } from "../spot.js";
import { severities } from "../types.js";
import { checkRefusal, checkRelease, findRelease, releaseFor, type VersionPlace } from "./check-releases.js";
import { describeRelease } from "./describe-target.js";
import { imageBases } from "./image-bases.generated.js";

/** A tag of the image `node`: `24`, `24.1-alpine`, `lts-bookworm-slim`, `krypton`, `alpine3.23`. */
interface ImageTag {
  /** Empty for a tag that names a base alone. */
  readonly version: string;
  readonly base: string;
  readonly baseStart: number;
}

const NEWEST = ["latest", "current"];
const DEBIAN: readonly string[] = [...new Set(Object.values(imageBases).flat())];
const BASES: readonly string[] = ["alpine", "slim", ...DEBIAN, ...DEBIAN.map((name) => `${name}-slim`)];

function readTag(text: string): ImageTag {
  if (isBase(text)) return { version: "", base: text, baseStart: 0 };
  const hyphen = text.indexOf("-");
  if (hyphen < 0) return { version: text, base: "", baseStart: text.length };
  return { version: text.slice(0, hyphen), base: text.slice(hyphen + 1), baseStart: hyphen + 1 };
}

function isBase(text: string): boolean {
  return BASES.includes(text) || /^alpine3\.\d+$/.test(text);
}

/** The version of a tag in the words of the index; undefined for what no tag begins with. */
function specOf(version: string, { index }: Knowledge): string | undefined {
  if (version === "" || NEWEST.includes(version)) return "latest";
  if (version === "lts" || /^\d+(?:\.\d+){0,2}$/.test(version)) return version;
  return index.byCodename.has(version) ? `lts/${version}` : undefined;
}

/** What is wrong with a tag of the official image. */
export function checkImageTag(spot: Spot, knowledge: Knowledge): Finding[] {
  const { text, start } = spot;
  if (text === "" || text.includes("$")) return [];
  const tag = readTag(text);
  const spec = specOf(tag.version, knowledge);
  if (spec === undefined) return [unknownVersion(spot, tag, knowledge), ...checkBase(spot, tag, "")];
  const place: VersionPlace = {
    start,
    end: start + tag.version.length,
    text: tag.version,
    rewrite: (line) => rewrite(tag.version, line, knowledge),
  };
  try {
    const release = findRelease({ spec, dialect: "nodewright" }, knowledge);
    return [...checkRelease(release, place, knowledge), ...checkBase(spot, tag, release.version)];
  } catch (error) {
    if (!(error instanceof ReleaseIndexError)) throw error;
    return checkRefusal(error, { ...place, text: spec }, { dialect: "nodewright", knowledge });
  }
}

function unknownVersion({ start }: Spot, { version }: ImageTag, knowledge: Knowledge): Finding {
  const place = { start, end: start + version.length };
  const meant = foreignVersion(version, knowledge);
  const words = [...NEWEST, "lts", ...knowledge.index.byCodename.keys(), ...BASES];
  const nearest = meant ?? nearestWord(version, words);
  const code = meant === undefined ? "unknown-word" : "foreign-spelling";
  const message = `No tag of the image node begins with ${JSON.stringify(version)}${nearest === undefined ? "" : `; ${meant === undefined ? `did you mean ${nearest}?` : `there it is ${nearest}`}`}`;
  const fixes = nearest === undefined ? [] : [{ title: `Write ${nearest}`, text: nearest, ...place }];
  return { ...place, code, severity: severities.error, message, fixes };
}

/** `v24`, `24.x`, `Krypton`, as tags have it. */
function foreignVersion(version: string, { index }: Knowledge): string | undefined {
  const plain = /^v?(\d+(?:\.\d+){0,2})(?:\.[x*])*$/.exec(version)?.[1];
  if (plain !== undefined) return plain;
  const lower = version.toLowerCase();
  return index.byCodename.has(lower) || lower === "lts" ? lower : undefined;
}

function checkBase({ start, end }: Spot, { base, baseStart, version }: ImageTag, release: string): Finding[] {
  if (base === "") return [];
  const place = { start: start + baseStart, end };
  if (!isBase(base)) {
    const swapped = base.replace(/^slim-(.+)$/, "$1-slim");
    const nearest = isBase(swapped) ? swapped : nearestWord(base, BASES);
    const message = `The image node has no ${JSON.stringify(base)}${nearest === undefined ? `; bases are ${BASES.join(", ")}` : `; did you mean ${nearest}?`}`;
    const fixes = nearest === undefined ? [] : [{ title: `Write ${nearest}`, text: nearest, ...place }];
    return [{ ...place, code: "unknown-word", severity: severities.error, message, fixes }];
  }
  const major = tryParseVersion(release)?.major;
  const debian = base.replace(/-slim$/, "");
  const built = imageBases[String(major)];
  if (version === "" || built === undefined || !DEBIAN.includes(debian) || built.includes(debian)) return [];
  const message = `The image node:${major} was never built on ${debian}, but on ${built.join(", ")}`;
  const fixes = built.toReversed().map((one) => {
    const text = base.replace(debian, one);
    return { title: `Use ${text}`, text, ...place };
  });
  return [{ ...place, code: "no-binary", severity: severities.error, message, fixes }];
}

function rewrite(version: string, line: string, knowledge: Knowledge): string | undefined {
  const newest = newestOf(line, knowledge)?.row.version.slice(1);
  const parts = version.split(".").length;
  if (/^\d/.test(version)) return newest?.split(".").slice(0, parts).join(".");
  return knowledge.index.byCodename.has(version)
    ? knowledge.schedule[line]?.codename?.toLowerCase()
    : undefined;
}

/** Tags of the lines that are supported, on the bases that most images take. */
export function suggestImageTags(knowledge: Knowledge): Suggestion[] {
  const tags = supportedLines(knowledge).flatMap((line): Suggestion[] => {
    const major = line.slice(1);
    const detail = `${nameOfLine(line, knowledge)}: ${describeLine(line, knowledge)}`;
    const debian = imageBases[major] ?? [];
    const bases = [
      "",
      "-slim",
      "-alpine",
      ...debian.toReversed().flatMap((name) => [`-${name}`, `-${name}-slim`]),
    ];
    return bases.map((base) => ({ text: major + base, detail }));
  });
  const lts = ["lts", "lts-slim", "lts-alpine"].map((text) => ({
    text,
    detail: "the newest release with long-term support",
  }));
  return [...tags, ...lts];
}

/** Markdown about a tag. */
export function describeImageTag(text: string, knowledge: Knowledge): string | undefined {
  const spec = specOf(readTag(text).version, knowledge);
  const release = spec === undefined ? undefined : releaseFor({ spec, dialect: "nodewright" }, knowledge);
  return release && describeRelease(release, knowledge);
}
