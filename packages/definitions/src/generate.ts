import { parseVersion } from "@nodewright/release-index";
import { DefinitionError } from "./errors.js";
import { type Lifecycle, noticeFor } from "./notices.js";
import type { Binary, InstallDefinition } from "./types.js";

/** SHA-256 digests by file name, as a release's SHASUMS256.txt lists them. */
export type ReleaseDigests = ReadonlyMap<string, string>;

export interface GenerateOptions {
  /** The release, with or without `v`. */
  readonly version: string;
  /** Trusted as given: check the list's signature first. */
  readonly digests: ReleaseDigests;
  /** The directory that holds one directory a version, as https://nodejs.org/dist. */
  readonly distUrl: string;
  /** For the notice; without it the definition has none. */
  readonly lifecycle?: Lifecycle;
  /** What precedes the version in the definition's name: `chakracore`. */
  readonly family?: string;
}

const TARBALL = /^(?:\.\/)?((?:node|iojs)-(v.+))\.tar\.gz$/;

/**
 * Makes the definition of a release out of its list of digests: every `.tar.gz` for a platform, and the
 * source.
 *
 * @throws DefinitionError `ERR_DEFINITION_EMPTY` when the list has neither.
 */
export function generateDefinition(options: GenerateOptions): InstallDefinition {
  const { digests, lifecycle, family } = options;
  const { text } = parseVersion(options.version);
  const directory = `${options.distUrl.replace(/\/+$/, "")}/${text}`;
  const files = [...digests].flatMap(([name, digest]) => fileOf(name, text, `${directory}/`, digest));
  const binaries = files.flatMap(({ platform, url, digest }): Binary[] =>
    platform === "" || platform === "headers" ? [] : [{ platform, url, digest }],
  );
  const source = files.find(({ platform }) => platform === "");
  if (!source && binaries.length === 0) {
    throw new DefinitionError(
      "ERR_DEFINITION_EMPTY",
      `cannot define ${text}: its list names no .tar.gz of it`,
      {
        hint: "The list of a release is the SHASUMS256.txt beside its files.",
      },
    );
  }
  const version = text.slice(1);
  const name = family === undefined ? version : `${family}-${version}`;
  const notice = lifecycle && noticeFor(name, lifecycle);
  const archive = source && { url: source.url, digest: source.digest };
  return {
    kind: "install",
    name,
    ...(notice && { notice }),
    messages: source ? [] : ["There are only binaries of this release: it is not compiled where none fits."],
    binaries: binaries.sort((a, b) => (a.platform < b.platform ? -1 : 1)),
    packages: [{ name: source?.stem ?? `node-${text}`, source: archive, steps: [] }],
  };
}

interface ListedFile {
  readonly stem: string;
  /** Empty for the source. */
  readonly platform: string;
  readonly url: string;
  readonly digest: string;
}

function fileOf(name: string, version: string, directory: string, digest: string): ListedFile[] {
  const [, stem = "", rest = ""] = TARBALL.exec(name) ?? [];
  const isWhole = rest === version;
  if (!isWhole && !rest.startsWith(`${version}-`)) return [];
  const platform = isWhole ? "" : rest.slice(version.length + 1);
  return [{ stem, platform, url: `${directory}${stem}.tar.gz`, digest }];
}
