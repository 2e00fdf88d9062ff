export { type AnswerStore, createAnswerStore } from "./answer-store.js";
export { createDirectoryTree, type DirectoryTreeOptions } from "./directory-tree.js";
export type { DistIndexOptions } from "./dist-index.js";
export { createDistTree, type DistTreeOptions } from "./dist-tree.js";
export { distUrl, nodejsDist, unofficialUrl } from "./dist-url.js";
export { errorCode, isAbsence, isUnanswered, SourceError, type SourceErrorCode } from "./errors.js";
export { describeEvidence, type Evidence, isSigned, parseEvidence } from "./evidence.js";
export {
  createFileReader,
  type FileReaderOptions,
  type ReadFile,
  type ReadFileOptions,
} from "./file-reader.js";
export { type FoundRelease, rowsOfFound } from "./found-rows.js";
export { defaultRegistry, type NpmConfig, type NpmConfigOptions, readNpmConfig } from "./npm/config.js";
export { type NpmLayout, nodeOmissions, npmLayout } from "./npm/npm-layout.js";
export { createNpmSource, type NpmSourceOptions } from "./npm/npm-source.js";
export {
  createRegistry,
  type PublishedVersions,
  type Registry,
  type RegistryOptions,
  type RegistryPackage,
} from "./npm/registry.js";
export { npmRegistryKeys, type RegistryKey } from "./npm/registry-keys.js";
export type { FileProof, Offer, OfferPart, PartOrigin, PrefixStep, SourceKind } from "./offer.js";
export { type FarmOptions, type OpenSourcesOptions, openSources } from "./open-sources.js";
export type { ShasumsAtHand } from "./shasums-at-hand.js";
export {
  type ProvenEvidence,
  type ProvenShasums,
  proveShasums,
  type ShasumsFiles,
  type TrustOptions,
} from "./shasums-proof.js";
export type { KnownReleases, ReleaseSource, SourceIndex } from "./source.js";
export { createTreeSource, type ReleaseTree } from "./tree-source.js";
