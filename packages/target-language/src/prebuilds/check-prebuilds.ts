import { resolveAbi, resolvePrebuild } from "@nodewright/abi-resolver";
import { matchReleases, ReleaseIndexError, type ReleaseRow } from "@nodewright/release-index";
import { formatTarget, type Target, targetsOfNpmFilter } from "@nodewright/target-triple";
import { type Node, readJson, valueAt } from "../documents/json-tree.js";
import { readPackageJson } from "../documents/package-json.js";
import type { Knowledge } from "../knowledge.js";
import { knownPublishers } from "../publishers.js";
import { nameOfLine, newestOf, supportedLines } from "../release-facts.js";
import type { Finding } from "../spot.js";
import { releaseOfRange } from "../topics/pkg-releases.js";
import { targetsOfWords, wordsOf } from "../topics/pkg-words.js";
import { severities } from "../types.js";
import { type KnownPrebuild, readPrebuilds, targetsOfPrebuilds } from "./read-prebuilds.js";

/**
 * The targets of an addon that its manifest of prebuilds has nothing for: those of `os` and `cpu`, or of the manifest
 * itself, with every supported line that `engines` allows; and those of `pkg.targets`.
 */
export function checkPrebuilds(text: string, knowledge: Knowledge): Finding[] {
  const root = knowledge.prebuildManifest === undefined ? undefined : readJson(text);
  const binary = root && valueAt(root, ["binary"]);
  const prebuilds = readPrebuilds(knowledge.prebuildManifest ?? "");
  if (root === undefined || binary === undefined || prebuilds === undefined) return [];
  const key = binary.parent?.children?.[0] ?? binary;
  const releases = supportedReleases(root, knowledge);
  const wanted = wantedTargets(root, prebuilds, knowledge);
  const ofAddon = wanted.flatMap((target) => {
    const missing = releases.filter((row) => !isPrebuilt(target, row, prebuilds));
    return missing.length === 0 ? [] : [findingAt(key, messageFor(target, missing, knowledge))];
  });
  return [...ofAddon, ...checkPkgTargets(text, prebuilds, knowledge)];
}

function findingAt({ offset, length }: Pick<Node, "offset" | "length">, message: string): Finding {
  return { start: offset, end: offset + length, code: "no-prebuild", severity: severities.warning, message };
}

function isPrebuilt(target: Target, { version }: ReleaseRow, prebuilds: readonly KnownPrebuild[]): boolean {
  const candidates = prebuilds.map(({ candidate }) => candidate);
  return resolvePrebuild({ host: target, runtime: { version }, candidates }).chosen !== undefined;
}

function messageFor(target: Target, missing: readonly ReleaseRow[], knowledge: Knowledge): string {
  const runtimes = missing.map(({ version }) => {
    const { abi } = resolveAbi({ version });
    return `${nameOfLine(version.split(".")[0] ?? "", knowledge)}${abi === null ? "" : `, ABI ${abi}`}`;
  });
  return `The manifest of prebuilds has none for ${formatTarget(target)} (${runtimes.join("; ")})`;
}

/** The newest release of each supported line that `engines.node` allows. */
function supportedReleases(root: Node, knowledge: Knowledge): ReleaseRow[] {
  const rows = supportedLines(knowledge).flatMap((line) => newestOf(line, knowledge)?.row ?? []);
  const range: unknown = valueAt(root, ["engines", "node"])?.value;
  if (typeof range !== "string") return rows;
  try {
    const allowed = new Set(matchReleases(range, { index: knowledge.index, dialect: "engines" }));
    return rows.filter((row) => allowed.has(row));
  } catch (error) {
    if (error instanceof ReleaseIndexError) return rows;
    throw error;
  }
}

function wantedTargets(root: Node, prebuilds: readonly KnownPrebuild[], { index }: Knowledge): Target[] {
  const [os, cpu, libc] = ["os", "cpu", "libc"].map((field) => wordsAt(root, field));
  if (os === undefined || cpu === undefined) return targetsOfPrebuilds(prebuilds);
  // npm would install it on more than there is a Node.js for.
  const isOfficial = (target: Target): boolean => knownPublishers(target, index)[0]?.isListed === true;
  return targetsOfNpmFilter({ os, cpu, libc }).filter(isOfficial);
}

function wordsAt(root: Node, field: string): string[] | undefined {
  const node = valueAt(root, [field]);
  if (node?.type === "string") return [String(node.value)];
  if (node?.type !== "array") return undefined;
  return (node.children ?? []).map(({ value }) => String(value));
}

function checkPkgTargets(text: string, prebuilds: readonly KnownPrebuild[], knowledge: Knowledge): Finding[] {
  const spots = readPackageJson(text).filter(({ topic }) => topic.kind === "pkg-target");
  return spots.flatMap(({ text: word, start, end }) => {
    const words = wordsOf(word);
    const range = words.find(({ kind }) => kind === "range")?.text;
    const release = range === undefined ? undefined : releaseOfRange(range, knowledge);
    const [target] = targetsOfWords(words);
    if (release === undefined || target === undefined || isPrebuilt(target, release, prebuilds)) return [];
    return [findingAt({ offset: start, length: end - start }, messageFor(target, [release], knowledge))];
  });
}
