import { parseNvmrc, parsePlain, parseToolVersions } from "./version-files/line-files.js";
import { parseMiseToml } from "./version-files/mise-toml.js";
import { parsePackageJson } from "./version-files/package-json.js";
import { fileError, type VersionRequest } from "./version-files/version-request.js";

type Parser = (file: string, text: string) => VersionRequest[];

const PARSERS: readonly (readonly [name: RegExp, parser: Parser])[] = [
  [/^\.nvmrc$/, parseNvmrc],
  [/^\.node-version$/, (file, text) => parsePlain(file, text, "nodewright")],
  [/^\.n-node-version$/, (file, text) => parsePlain(file, text, "n")],
  [/^\.tool-versions$/, parseToolVersions],
  [/^package\.json$/, parsePackageJson],
  [/^\.?mise(?:\.[\w-]+)*\.toml$/, parseMiseToml],
];

/** The names of files that ask for a Node.js version, those of one version alone first. */
export const versionFileNames = [
  ".node-version",
  ".nvmrc",
  ".n-node-version",
  ".tool-versions",
  "mise.toml",
  ".mise.toml",
  "package.json",
] as const;

/** Whether {@link parseVersionFile} reads a file of this name or path. */
export function isVersionFile(name: string): boolean {
  return parserOf(name) !== undefined;
}

/**
 * Reads a file that asks for a Node.js version. Each request says in whose words it is written, for
 * `resolveRelease`; several are in the file's order of preference.
 *
 * @param name The file's name, or a path to it; shown in errors.
 * @throws ReleaseIndexError `ERR_RELEASE_VERSION_FILE` when the file is of no known kind or cannot be read. A
 * version word that makes no sense is for `resolveRelease` to refuse.
 */
export function parseVersionFile(name: string, text: string): VersionRequest[] {
  const parser = parserOf(name);
  if (parser) return parser(name, text.startsWith("\uFEFF") ? text.slice(1) : text);
  throw fileError(name, "it is not a version file", {
    hint: `Version files are ${versionFileNames.join(", ")}.`,
  });
}

function parserOf(name: string): Parser | undefined {
  const base = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
  return PARSERS.find(([pattern]) => pattern.test(base))?.[1];
}
