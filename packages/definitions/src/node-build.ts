export { exportNodeBuildDefinition } from "./export-node-build.js";
export { type ImportResult, importNodeBuildDefinition } from "./import-node-build.js";
export {
  type DefinitionPathOptions,
  definitionDirectories,
  definitionNameOf,
  findDefinition,
  listDefinitions,
  listMaintained,
} from "./lookup.js";
export { compareDefinitionNames, latestOfEachLine, sortDefinitionNames } from "./sort-names.js";
