export { directoryStore, type PruneOptions, pruneDefinitions } from "./directory-store.js";
export { DefinitionError, type DefinitionErrorCode } from "./errors.js";
export { exportNodeBuildDefinition } from "./export-node-build.js";
export { type GenerateOptions, generateDefinition, type ReleaseDigests } from "./generate.js";
export { type ImportResult, importNodeBuildDefinition } from "./import-node-build.js";
export { type LintFinding, type LintRule, lintDefinition } from "./lint.js";
export {
  type DefinitionPathOptions,
  definitionDirectories,
  definitionNameOf,
  findDefinition,
  listDefinitions,
  listMaintained,
} from "./lookup.js";
export { type Lifecycle, noticeFor, withNotice } from "./notices.js";
export { formatDefinition, parseDefinition } from "./parse-definition.js";
export { type ResolvedChannel, resolveChannel } from "./resolve-channel.js";
export { checkDefinition, definitionSchema } from "./schema.js";
export { compareDefinitionNames, latestOfEachLine, sortDefinitionNames } from "./sort-names.js";
export type {
  ArchiveSource,
  Binary,
  ChannelDefinition,
  Definition,
  DefinitionNotice,
  GitSource,
  InstallDefinition,
  Package,
  Step,
} from "./types.js";
export { KNOWN_STEPS } from "./types.js";
export { type DefinitionStore, type UpdateOptions, type UpdateResult, updateDefinitions } from "./update.js";
