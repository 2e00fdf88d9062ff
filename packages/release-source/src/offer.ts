import type { ExpectedDigest } from "@nodewright/artifact-store";
import type { ReleaseRow } from "@nodewright/release-index";
import type { Target } from "@nodewright/target-triple";
import type { Evidence } from "./evidence.js";

/** Where a part's bytes are: mirrors of the same bytes in the order to be tried, or a file. */
export type PartOrigin =
  | { readonly urls: readonly [string, ...string[]]; readonly headers?: Readonly<Record<string, string>> }
  | { readonly path: string };

/** One archive of a release and its place in the prefix. */
export interface OfferPart {
  readonly fileName: string;
  readonly origin: PartOrigin;
  /** Leading path components that are dropped. */
  readonly stripComponents: number;
  /** Folder in the prefix, `""` for its root. */
  readonly into: string;
  /** Entries that are left out, by their path after stripping. */
  readonly omit: readonly string[];
  /** The bytes must match every one; never empty. */
  readonly digests: readonly [ExpectedDigest, ...ExpectedDigest[]];
  readonly evidence: readonly Evidence[];
}

/** What is done to the unpacked parts to make an ordinary Node prefix of them; paths are relative to the prefix. */
export type PrefixStep =
  | { readonly do: "move"; readonly from: string; readonly to: string }
  | { readonly do: "copy"; readonly from: string; readonly to: string }
  | { readonly do: "link"; readonly path: string; readonly target: string }
  | { readonly do: "executable"; readonly path: string }
  | { readonly do: "remove"; readonly path: string };

/** A file of the finished prefix that a signed list names by itself. */
export interface FileProof {
  readonly path: string;
  readonly sha256: string;
  readonly evidence: Evidence;
}

/** All that is needed to put one release for one target on a disk, and what vouches for it. */
export interface Offer {
  readonly source: { readonly kind: SourceKind; readonly name: string };
  readonly release: ReleaseRow;
  readonly target: Target;
  readonly parts: readonly [OfferPart, ...OfferPart[]];
  readonly steps: readonly PrefixStep[];
  readonly proofs: readonly FileProof[];
  /** What people should know: an assumed npm version, a package without a signature. */
  readonly notes: readonly string[];
}

/** `dist`: a tree like nodejs.org/dist over http(s); `directory`: the same on a disk; `npm`: packages of a registry. */
export type SourceKind = "dist" | "directory" | "npm";
