export { isVersionFile, parseVersionFile, versionFileNames } from "./parse-version-file.js";
export type { VersionRequest } from "./version-files/version-request.js";
