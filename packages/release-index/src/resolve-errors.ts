import type { Target } from "@nodewright/target-triple";
import { buildStateOf, olderListed } from "./build-state.js";
import { nameOfTarget, nearestTargets } from "./builds.js";
import { ReleaseIndexError } from "./errors.js";
import type { Selection } from "./match-meaning.js";
import { type Channel, compareVersions, distDirectory } from "./node-version.js";
import { phraseMeaning } from "./phrase-meaning.js";
import type { IndexEntry, PreparedIndex } from "./prepare-index.js";
import { lineOf, type Schedule } from "./release-line.js";
import type { SpecDialect, SpecMeaning } from "./spec.js";

interface NotFoundParts {
  readonly spec: string;
  readonly dialect: SpecDialect;
  readonly meaning: SpecMeaning;
  readonly index: PreparedIndex;
  readonly schedule?: Schedule | undefined;
}

/** For a word that is understood, but by which the index has no release. */
export function notFound(parts: NotFoundParts): ReleaseIndexError {
  const { spec, dialect, meaning } = parts;
  const whose = dialect === "nodewright" ? "" : ` in ${dialect}`;
  return new ReleaseIndexError(
    "ERR_RELEASE_NOT_FOUND",
    `no release of Node.js found for "${spec}": it means ${phraseMeaning(meaning)}${whose}, and the index has none`,
    { hint: hintFor(parts) },
  );
}

function hintFor({ meaning, index, schedule }: NotFoundParts): string {
  switch (meaning.kind) {
    case "version":
      return nearestVersion(meaning.version, index);
    case "prefix":
      return nearestVersion({ major: meaning.major, minor: meaning.minor ?? 0 }, index);
    case "newest":
      return channelHint(meaning.channel, index);
    case "range":
      return channelHint(meaning.channel ?? "release", index);
    case "codename":
      return codenameHint(meaning.codename, index, schedule);
    case "lts":
      return `It has ${index.byCodename.size} LTS lines: ${codenamesOf(index)}.`;
    default:
      return newestHint(index);
  }
}

/** The newest release of the same line, or of the index. */
function nearestVersion(
  version: { readonly major: number; readonly minor: number },
  index: PreparedIndex,
): string {
  const line = lineOf(version);
  const newest = index.byLine.get(line)?.[0];
  return newest ? `The newest release of ${line} is ${newest.row.version}.` : newestHint(index);
}

function channelHint(channel: Channel, index: PreparedIndex): string {
  if (channel === "release" || index.byChannel.has(channel)) return newestHint(index);
  return `Load the index of that channel: ${distDirectory(channel)}/index.json below nodejs.org/download.`;
}

function codenameHint(codename: string, index: PreparedIndex, schedule: Schedule | undefined): string {
  const named = Object.entries(schedule ?? {}).find(
    ([, line]) => line.codename?.toLowerCase() === codename.toLowerCase(),
  );
  if (!named) return `LTS lines are ${codenamesOf(index)}.`;
  const [line, { lts }] = named;
  return `${line} bears that name; its first LTS release is due${lts === undefined ? "" : ` on ${lts}`}.`;
}

function codenamesOf(index: PreparedIndex): string {
  const names = [...index.byCodename.values()].flatMap(([entry]) => (entry?.row.lts ? [entry.row.lts] : []));
  return names.join(", ");
}

function newestHint(index: PreparedIndex): string {
  const newest = index.releases[0] ?? index.entries[0];
  return newest ? `The newest release in the index is ${newest.row.version}.` : "The index is empty.";
}

interface NoBuildParts {
  readonly spec: string;
  readonly newest: IndexEntry;
  readonly selection: Selection;
  readonly index: PreparedIndex;
  readonly target: Target;
}

/** For a release that exists, but not for the target. */
export function noBuild({ spec, newest, selection, index, target }: NoBuildParts): ReleaseIndexError {
  const name = nameOfTarget(target);
  const { version } = newest.row;
  const count = selection.pool.filter(selection.accepts).length;
  const what =
    count === 1 || selection.isOneLine
      ? `${version} has no build for it`
      : `none of the ${count} releases it means, ${version} the newest, has a build for it`;
  return new ReleaseIndexError(
    "ERR_RELEASE_NO_BUILD",
    `no build of Node.js for ${name} found for "${spec}": ${what}`,
    {
      hint: [nearestHint(newest, target, index), newestBuiltHint(index, target, newest)]
        .filter(Boolean)
        .join(" "),
    },
  );
}

function nearestHint(newest: IndexEntry, target: Target, index: PreparedIndex): string {
  const listed = newest.row.files.length > 0 ? newest : olderListed(newest, index);
  const nearest = listed ? nearestTargets(listed.row, target).slice(0, 3).map(nameOfTarget) : [];
  return listed && nearest.length > 0 ? `${listed.row.version} was built for ${nearest.join(", ")}.` : "";
}

function newestBuiltHint(index: PreparedIndex, target: Target, asked: IndexEntry): string {
  const name = nameOfTarget(target);
  const built = index.releases.filter((entry) => buildStateOf(entry, target, index) === "built");
  const [entry] = built;
  if (!entry)
    return `No release of this index was built for ${name}; an index of unofficial builds may have one.`;
  const older = built.find(({ version }) => compareVersions(version, asked.version) < 0);
  const also =
    older && older !== entry ? `, the newest before ${asked.row.version} is ${older.row.version}` : "";
  return `The newest release built for ${name} is ${entry.row.version}${also}.`;
}
