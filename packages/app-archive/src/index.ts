export { type AppContent, appContent } from "./app-content.js";
export type { Compression } from "./archive/compression.js";
export type { ArchiveLink, IndexedFile } from "./archive/format.js";
export { type Archive, openArchive } from "./archive/open-archive.js";
export {
  type ArchiveBytes,
  type ArchiveFile,
  type WriteArchiveOptions,
  writeArchive,
} from "./archive/write-archive.js";
export { ArchiveError, type ArchiveErrorCode } from "./errors.js";
export { ARCHIVE_ASSET as archiveAsset } from "./runtime/asset.js";
