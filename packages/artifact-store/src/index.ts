export {
  type Cache,
  type CacheDigest,
  type CacheOptions,
  type CachePutOptions,
  createCache,
} from "./cache/cache.js";
export type { DigestAlgorithm, ExpectedDigest } from "./digest.js";
export { download } from "./download/download.js";
export { downloadToFile } from "./download/download-to-file.js";
export type {
  Download,
  DownloadOptions,
  DownloadProgress,
  DownloadResult,
  DownloadRetry,
} from "./download/types.js";
export { ArtifactError, type ArtifactErrorCode, type ArtifactErrorDetails } from "./errors.js";
export { type LockHolder, type LockOptions, withLock } from "./files/lock.js";
export { type StageOptions, stageDirectory } from "./files/stage-directory.js";
export { type WriteFileOptions, writeFileAtomic } from "./files/write-file-atomic.js";
export {
  createHttpClient,
  type HttpClient,
  type HttpClientOptions,
  type TextOptions,
} from "./http/client.js";
export type { Environment } from "./http/proxy-env.js";
export type { RetryPolicy } from "./http/retry.js";
export type { HttpRequest, HttpResponse } from "./http/send.js";
export { redactUrl } from "./redact-url.js";
export type { ShareMethod } from "./trees/share-file.js";
export { createTreeStore, type KeepOptions, type KeptTree, type TreeStore } from "./trees/tree-store.js";
export type {
  ArchiveEntry,
  ArchiveFormat,
  EntryType,
  UnpackLimits,
  UnpackOptions,
  UnpackSummary,
} from "./unpack/types.js";
export { unpack } from "./unpack/unpack.js";
