export type { PromotionStep } from "./commit-generation.js";
export { keyIdOf, readEd25519Key } from "./dsse.js";
export { PublishError, type PublishErrorCode } from "./errors.js";
export { rowOf } from "./format-indexes.js";
export type { ReleaseFacts } from "./merge-release.js";
export {
  type Artifact,
  type Promoted,
  type PromoteOptions,
  type Promotion,
  promote,
  type SigningKeys,
} from "./promote.js";
export {
  type BuildFacts,
  type ProvenanceStatement,
  provenanceName,
  type ResolvedDependency,
} from "./provenance.js";
export { reindex } from "./reindex.js";
export {
  componentNames,
  type PublishedArtifact,
  type ReleaseRecord,
  type Replacement,
} from "./release-record.js";
export { channelOf, openReleaseTree, type ReleaseTree } from "./release-tree.js";
export { type ProvenanceOptions, type ProvenanceVerdict, verifyProvenance } from "./verify-provenance.js";
