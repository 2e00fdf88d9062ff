import { fileNamesFor, fileToToken, nearestTargets, type ReleaseRow } from "@nodewright/release-index";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { SourceError } from "./errors.js";
import type { Offer, OfferPart, PartOrigin, SourceKind } from "./offer.js";
import { type ProvenShasums, proveShasums, type TrustOptions } from "./shasums-proof.js";
import type { ReleaseSource, SourceIndex } from "./source.js";

/** A tree laid out as nodejs.org/dist, however it is reached. */
export interface ReleaseTree {
  readonly kind: Extract<SourceKind, "dist" | "directory">;
  readonly name: string;
  loadIndex(): Promise<SourceIndex>;
  /** A file of one release's folder, undefined where there is none. */
  read(version: string, fileName: string): Promise<Uint8Array | undefined>;
  /** Where one release's folder is, for messages. */
  locate(version: string): string;
  origin(version: string, fileName: string): Promise<PartOrigin>;
}

/**
 * Formats in the order of preference: gzip unpacks twice as fast as xz, which wins only on lines below about
 * 250 Mbit/s; 7z is not read.
 */
const formats = [".tar.zst", ".tar.gz", ".tar.xz", ".zip"] as const;

/** A source over a tree; every archive is named by a proven SHASUMS256.txt. */
export function createTreeSource(tree: ReleaseTree, trust: TrustOptions): ReleaseSource {
  return {
    kind: tree.kind,
    name: tree.name,
    loadIndex: () => tree.loadIndex(),
    offer: async (release, target) => {
      const shasums = await proveShasums(
        {
          location: tree.locate(release.version),
          version: release.version,
          read: (name) => tree.read(release.version, name),
        },
        trust,
      );
      return await toOffer(tree, release, target, shasums);
    },
  };
}

async function toOffer(
  tree: ReleaseTree,
  release: ReleaseRow,
  target: Target,
  shasums: ProvenShasums,
): Promise<Offer> {
  const fileName = chooseArchive(release, target, shasums);
  const evidence = fileName === undefined ? undefined : shasums.evidenceOf(fileName);
  if (fileName === undefined || evidence === undefined) throw noAsset(tree, release, target, shasums);
  const part: OfferPart = {
    fileName,
    origin: await tree.origin(release.version, fileName),
    stripComponents: 1,
    into: "",
    omit: [],
    digests: [{ algorithm: "sha256", digest: evidence.sha256 }],
    evidence: [evidence],
  };
  return {
    source: { kind: tree.kind, name: tree.name },
    release,
    target,
    parts: [part],
    steps: [],
    proofs: [],
    notes:
      evidence.kind === "unsigned-shasums"
        ? [
            "the signature over SHASUMS256.txt was not checked: whoever controls the source controls these bytes",
          ]
        : [],
  };
}

function chooseArchive(release: ReleaseRow, target: Target, shasums: ProvenShasums): string | undefined {
  const listed = new Set(shasums.fileNames);
  const candidates = fileNamesFor(release.version, target).filter((name) => listed.has(name));
  for (const format of formats) {
    const found = candidates.find((name) => name.endsWith(format));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The version exists but not for this target: says which targets do. */
function noAsset(
  tree: ReleaseTree,
  release: ReleaseRow,
  target: Target,
  shasums: ProvenShasums,
): SourceError {
  const wanted = formatTarget(target) ?? JSON.stringify(target);
  const files = shasums.fileNames.map(fileToToken).filter((token) => token !== null);
  const nearest = nearestTargets({ ...release, files }, target)
    .map((near) => formatTarget(near))
    .filter((text) => text !== null)
    .slice(0, 5);
  return new SourceError(
    "ERR_SOURCE_NO_ASSET",
    `Node.js ${release.version} has no archive for ${wanted} at ${tree.locate(release.version)}`,
    {
      hint:
        nearest.length > 0
          ? `the nearest targets that it has: ${nearest.join(", ")}`
          : "use another version, target or source",
    },
  );
}
