export { fileNamesFor, tokenToFiles } from "./asset-names.js";
export { type Asset, type AssetKind, assetFromFileName, assetsOf, fileToToken } from "./assets.js";
export { isBuiltFor, nearestTargets, targetsBuilt, tokensFor } from "./builds.js";
export { ReleaseIndexError, type ReleaseIndexErrorCode } from "./errors.js";
export { explainSpec, type SpecExplanation } from "./explain-spec.js";
export { formatIndex } from "./format-index.js";
export { glibcFloor } from "./glibc-floor.js";
export { matchReleases } from "./match-releases.js";
export {
  assetsFor,
  type IndexSource,
  type MergedAsset,
  type MergedRow,
  mergeIndexes,
  type SourceAsset,
} from "./merge-indexes.js";
export {
  type Channel,
  compareVersions,
  distDirectory,
  type NodeVersion,
  parseVersion,
  tryParseVersion,
  type VersionNumbers,
} from "./node-version.js";
export { type IndexFormat, type ParseIndexOptions, parseIndex } from "./parse-index.js";
export { type IndexEntry, type PreparedIndex, prepareIndex } from "./prepare-index.js";
export {
  type LineSchedule,
  lineOf,
  parseSchedule,
  type ReleasePhase,
  releasePhase,
  type Schedule,
} from "./release-line.js";
export type { ReleaseRow } from "./release-row.js";
export { type Resolution, type ResolveOptions, resolveRelease } from "./resolve-release.js";
export {
  type LinesMeaning,
  type RangeMeaning,
  type SpecDialect,
  type SpecMeaning,
  specDialects,
} from "./spec.js";
