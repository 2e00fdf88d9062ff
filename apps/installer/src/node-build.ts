export { type NodeBuildProcess, runNodeBuild } from "./node-build/cli.js";
