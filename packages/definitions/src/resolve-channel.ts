import { compareVersions, tryParseVersion } from "@nodewright/release-index";
import { DefinitionError } from "./errors.js";
import type { Binary, ChannelDefinition, InstallDefinition } from "./types.js";

/** What a channel stands for at the moment its index was read. */
export interface ResolvedChannel {
  readonly definition: InstallDefinition;
  /** Rows of the chosen day, where there are several: the choice between them deserves a word. */
  readonly sameDay: readonly string[];
}

interface Row {
  readonly line: string;
  readonly version: string;
  readonly date: string;
  readonly files: readonly string[];
}

const PLATFORMS: Readonly<Record<ChannelDefinition["select"], Readonly<Record<string, string>>>> = {
  newest: {
    "osx-arm64-tar": "darwin-arm64",
    "osx-x64-tar": "darwin-x64",
    "osx-x86-tar": "darwin-x86",
  },
  "node-build": { "osx-x64-tar": "darwin-x64" },
};
const NO_TARBALL = /^(headers|src|osx-.*-pkg|win-.*)$/;

/**
 * Chooses the release a channel stands for. An index.tab carries no digests, so nothing in the result is
 * pinned: whoever installs it has to look for a signed list, or say that nothing vouches for the bytes.
 *
 * @param indexTab The text of the channel's index.tab.
 * @throws DefinitionError `ERR_DEFINITION_CHANNEL` when no row fits.
 */
export function resolveChannel(channel: ChannelDefinition, indexTab: string): ResolvedChannel {
  const rows = parseRows(indexTab);
  const [chosen] = rows.filter(({ line }) => line.includes(channel.filter)).sort(orderOf(channel));
  if (!chosen) {
    throw new DefinitionError(
      "ERR_DEFINITION_CHANNEL",
      `cannot install ${channel.name}: ${channel.baseUrl}/index.tab has no row with "${channel.filter}"`,
      { hint: "The channel may have ended, or the address is not that of a release directory." },
    );
  }
  const sameDay = rows.map(({ line }) => line).filter((line) => line.includes(chosen.date));
  return { definition: definitionOf(channel, chosen), sameDay: sameDay.length > 1 ? sameDay : [] };
}

function parseRows(indexTab: string): Row[] {
  return indexTab.split(/\r?\n/).flatMap((line) => {
    const [version = "", date = "", files = ""] = line.split(/[ \t]+/);
    return /^v\d/.test(version) ? [{ line, version, date, files: files.split(",") }] : [];
  });
}

function orderOf({ select }: ChannelDefinition): (a: Row, b: Row) => number {
  if (select === "node-build") {
    return (a, b) => Number.parseInt(b.date, 10) - Number.parseInt(a.date, 10) || byText(b.line, a.line);
  }
  return (a, b) => byText(b.date, a.date) || byVersion(b.version, a.version);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function byVersion(a: string, b: string): number {
  const left = tryParseVersion(a);
  const right = tryParseVersion(b);
  return left && right ? compareVersions(left, right) : byText(a, b);
}

function definitionOf({ name, baseUrl, select, steps }: ChannelDefinition, row: Row): InstallDefinition {
  const directory = `${baseUrl}/${row.version}`;
  const renamed = PLATFORMS[select];
  const binaries = row.files
    .filter((file) => !NO_TARBALL.test(file))
    .map((file): Binary => {
      const platform = renamed[file] ?? file;
      return { platform, url: `${directory}/node-${row.version}-${platform}.tar.gz` };
    });
  const source = { url: `${directory}/node-${row.version}.tar.gz` };
  return {
    kind: "install",
    name,
    messages: [],
    binaries,
    packages: [{ name: row.version, source, steps }],
  };
}
