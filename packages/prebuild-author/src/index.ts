export { type EmitOptions, type EmittedPackages, emitPackages } from "./emit/emit-packages.js";
export { PrebuildAuthorError, type PrebuildAuthorErrorCode } from "./errors.js";
export { type BuildMatrixOptions, buildMatrix, type MatrixRow } from "./matrix/build-matrix.js";
export {
  type PlanMatrixOptions,
  type PlannedBuild,
  type PlannedMatrix,
  planMatrix,
} from "./matrix/plan-matrix.js";
export { type FindTargetNode, type TargetNodesOptions, targetNodes } from "./matrix/target-nodes.js";
export {
  breaks,
  checkMigration,
  type MigrationFinding,
  type MigrationReport,
} from "./migrate/check-migration.js";
export { type AddonProject, type Fields, readProject } from "./read-project.js";
