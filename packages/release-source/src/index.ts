export { createAnswerStore } from "./answer-store.js";
export { createDirectoryTree } from "./directory-tree.js";
export { createDistTree, type DistTreeOptions, distUrl, nodejsDist } from "./dist-tree.js";
export { errorCode, isUnreachable, SourceError, type SourceErrorCode } from "./errors.js";
export { describeEvidence, type Evidence, isSigned } from "./evidence.js";
export {
  type AnswerStore,
  createFileReader,
  type FileReaderOptions,
  type ReadFile,
  type ReadFileOptions,
} from "./file-reader.js";
export { defaultRegistry, type NpmConfig, type NpmConfigOptions, readNpmConfig } from "./npm/config.js";
export { createNpmSource, type NpmSourceOptions } from "./npm/npm-source.js";
export { publishedRows, type ReleaseFacts } from "./npm/published-rows.js";
export {
  createRegistry,
  type PublishedVersions,
  type Registry,
  type RegistryOptions,
  type RegistryPackage,
} from "./npm/registry.js";
export { npmRegistryKeys, type RegistryKey } from "./npm/registry-keys.js";
export type { FileProof, Offer, OfferPart, PartOrigin, PrefixStep, SourceKind } from "./offer.js";
export { type OpenSourcesOptions, openSources } from "./open-sources.js";
export {
  type ProvenEvidence,
  type ProvenShasums,
  proveShasums,
  type ShasumsFiles,
  type TrustOptions,
} from "./shasums-proof.js";
export type { ReleaseSource, SourceIndex } from "./source.js";
export { createTreeSource, type ReleaseTree } from "./tree-source.js";
