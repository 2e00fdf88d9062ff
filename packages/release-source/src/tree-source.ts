import {
  fileNamesFor,
  fileToToken,
  nearestTargets,
  type ReleaseRow,
  tokenToFiles,
} from "@nodewright/release-index";
import type { Target } from "@nodewright/target-triple";
import { acceptsShasums } from "./accepted-evidence.js";
import { SourceError } from "./errors.js";
import type { Offer, OfferPart, PartOrigin, SourceKind } from "./offer.js";
import { type ProvenEvidence, type ProvenShasums, proveShasums, type TrustOptions } from "./shasums-proof.js";
import type { ReleaseSource, SourceIndex } from "./source.js";
import { targetName } from "./target-name.js";

/** A tree laid out as nodejs.org/dist, however it is reached. */
export interface ReleaseTree {
  readonly kind: Extract<SourceKind, "dist" | "directory">;
  readonly name: string;
  loadIndex(): Promise<SourceIndex>;
  /** A file of one release's folder, undefined where there is none. */
  read(version: string, fileName: string): Promise<Uint8Array | undefined>;
  /** Where one release's folder is, for messages. */
  locate(version: string): string;
  /** Where a listed archive is, undefined where the tree is known not to hold it. */
  origin(version: string, fileName: string): Promise<PartOrigin | undefined>;
}

/**
 * Formats in the order of preference: gzip unpacks twice as fast as xz, which wins only on lines below about
 * 250 Mbit/s; 7z is not read. Of nodejs.org's names none ends in .tar.zst, of farms' some do.
 */
const formats = [".tar.zst", ".tar.gz", ".tar.xz", ".zip"] as const;

const unsignedNote =
  "the signature over SHASUMS256.txt was not checked: whoever controls the source controls these bytes";

/** A source over a tree; every archive is named by a proven SHASUMS256.txt. */
export function createTreeSource(tree: ReleaseTree, trust: TrustOptions): ReleaseSource {
  const prove = ({ version }: ReleaseRow): Promise<ProvenShasums> => {
    const read = (name: string): ReturnType<ReleaseTree["read"]> => tree.read(version, name);
    return proveShasums({ location: tree.locate(version), version, read }, trust);
  };
  return {
    kind: tree.kind,
    name: tree.name,
    accepts: (evidence) => acceptsShasums(evidence, trust),
    loadIndex: () => tree.loadIndex(),
    offer: async (release, target) => {
      const wanted = { release, target, shasums: await prove(release) };
      const listed = listedArchives(fileNamesFor(release.version, target), wanted);
      const part = await findArchive(tree, release, listed);
      if (part === undefined) throw noArchive(tree, wanted, listed);
      return toOffer(tree, { release, target, part });
    },
    offerSource: async (release, target) => {
      const wanted = { release, target, shasums: await prove(release) };
      const listed = listedArchives(tokenToFiles(release.version, "src"), wanted);
      const part = await findArchive(tree, release, listed);
      if (part === undefined) throw noSourceArchive(tree, release);
      return toOffer(tree, { release, target, part });
    },
  };
}

interface Wanted {
  readonly release: ReleaseRow;
  readonly target: Target;
  readonly shasums: ProvenShasums;
}

/** The best listed archive that the tree holds. */
async function findArchive(
  tree: ReleaseTree,
  { version }: ReleaseRow,
  listed: readonly ProvenEvidence[],
): Promise<OfferPart | undefined> {
  for (const evidence of listed) {
    const origin = await tree.origin(version, evidence.fileName);
    if (origin !== undefined) return toPart(evidence, origin);
  }
  return undefined;
}

function listedArchives(names: readonly string[], { shasums }: Pick<Wanted, "shasums">): ProvenEvidence[] {
  const zstd = names.filter((name) => name.endsWith(".tar.gz")).map((name) => name.replace(/gz$/, "zst"));
  return formats
    .flatMap((format) => [...zstd, ...names].filter((name) => name.endsWith(format)))
    .flatMap((name) => shasums.evidenceOf(name) ?? []);
}

function toPart(evidence: ProvenEvidence, origin: PartOrigin): OfferPart {
  return {
    fileName: evidence.fileName,
    origin,
    stripComponents: 1,
    into: "",
    omit: [],
    digests: [{ algorithm: "sha256", digest: evidence.sha256 }],
    evidence: [evidence],
  };
}

function toOffer(
  { kind, name }: ReleaseTree,
  { release, target, part }: Pick<Offer, "release" | "target"> & { readonly part: OfferPart },
): Offer {
  const isUnsigned = part.evidence.some((evidence) => evidence.kind === "unsigned-shasums");
  return {
    source: { kind, name },
    release,
    target,
    parts: [part],
    steps: [],
    proofs: [],
    notes: isUnsigned ? [unsignedNote] : [],
  };
}

function noSourceArchive(tree: ReleaseTree, { version }: ReleaseRow): SourceError {
  return new SourceError(
    "ERR_SOURCE_NO_ASSET",
    `Node.js ${version} has no source archive at ${tree.locate(version)}`,
    { hint: "use another version, or a source that carries source archives, as nodejs.org does" },
  );
}

/** The version exists but not for this target, or only on the list. */
function noArchive(
  tree: ReleaseTree,
  { release, target, shasums }: Wanted,
  listed: readonly ProvenEvidence[],
): SourceError {
  const place = tree.locate(release.version);
  if (listed.length > 0) {
    const names = listed.map(({ fileName }) => fileName).join(" nor ");
    return new SourceError(
      "ERR_SOURCE_NO_ASSET",
      `${place} does not hold ${names}, which its SHASUMS256.txt lists`,
      {
        hint: "copy the archive there, or use another source",
      },
    );
  }
  const files = shasums.fileNames.map(fileToToken).filter((token) => token !== null);
  const nearest = nearestTargets({ ...release, files }, target)
    .map(targetName)
    .slice(0, 5);
  return new SourceError(
    "ERR_SOURCE_NO_ASSET",
    `Node.js ${release.version} has no archive for ${targetName(target)} at ${place}`,
    {
      hint:
        nearest.length > 0
          ? `the nearest targets that it has: ${nearest.join(", ")}`
          : "use another version, target or source",
    },
  );
}
