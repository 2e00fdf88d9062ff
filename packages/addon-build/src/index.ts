export {
  type BuildAddonOptions,
  type BuiltAddon,
  buildAddon,
  DEFAULT_GLIBC,
  type TargetNode,
} from "./build-addon.js";
export { type CheckResultOptions, checkResult } from "./check-result.js";
export { type CompileOptions, compileSources } from "./compile-sources.js";
export { type Emulator, findEmulator } from "./emulator.js";
export { AddonBuildError, type AddonBuildErrorCode } from "./errors.js";
export { type FindNodeGypOptions, findNodeGyp } from "./find-node-gyp.js";
export { type LoadAddonOptions, type LoadReport, loadAddon } from "./load-addon.js";
export { type AddonRecipe, parseRecipe, type RecipePart } from "./recipe.js";
export type { Command } from "./run-command.js";
export { type NodeGypOptions, runNodeGyp } from "./run-node-gyp.js";
export { type FindToolchainOptions, findToolchain } from "./toolchain/find-toolchain.js";
export type { Toolchain, ToolchainSearch } from "./toolchain/toolchain.js";
export type { Environment } from "./types.js";
