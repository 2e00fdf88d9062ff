import { compareVersions, fileToToken, formatIndex, type ReleaseRow } from "@nodewright/release-index";
import { provenanceName } from "./provenance.js";
import { componentNames, type ReleaseRecord } from "./release-record.js";

/** The row of index.json and index.tab for a release. Revisions are not in it: their names are not nodejs.org's. */
export function rowOf({ version, date, lts, security, components, artifacts }: ReleaseRecord): ReleaseRow {
  const tokens = artifacts.flatMap(({ fileName }) => fileToToken(fileName) ?? []);
  return {
    version,
    date,
    files: [...new Set(tokens)].sort(),
    ...Object.fromEntries(
      componentNames.flatMap((name) =>
        components[name] === undefined ? [] : [[name, components[name]] as const],
      ),
    ),
    lts,
    security,
  };
}

/** The three indexes of a channel by file name, newest release first. */
export function formatIndexes(records: readonly ReleaseRecord[]): ReadonlyMap<string, string> {
  const sorted = [...records].sort((a, b) => compareVersions(b.version, a.version));
  const rows = sorted.map(rowOf);
  return new Map([
    ["index.json", formatIndex(rows, "json")],
    ["index.tab", formatIndex(rows, "tab")],
    ["index.ndjson", sorted.map(formatNdjson).join("")],
  ]);
}

/** A line for each file: what the index of nodejs.org leaves out. */
function formatNdjson({ version, artifacts, replaced }: ReleaseRecord): string {
  return artifacts
    .map((artifact) => {
      const { fileName, ...facts } = artifact;
      const gone = replaced.filter((one) => one.fileName === fileName).map(({ sha256 }) => sha256);
      const line = {
        version,
        file: `${version}/${fileName}`,
        ...facts,
        provenance: `${version}/${provenanceName(fileName)}`,
        ...(gone.length === 0 ? {} : { replaces: gone }),
      };
      return `${JSON.stringify(line)}\n`;
    })
    .join("");
}
