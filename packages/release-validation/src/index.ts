export { runNode } from "./run-node.js";
export type {
  BuiltFile,
  Finding,
  ValidatedFile,
  ValidationReport,
  ValidationRequest,
  ValidationRule,
} from "./types.js";
export { validateArtifacts } from "./validate-artifacts.js";
