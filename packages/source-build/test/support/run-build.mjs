// run-build.mjs OPTIONS: runs a build with the JSON in OPTIONS; its exit code is the build's.
import { runBuild } from "../../dist/index.js";

const options = JSON.parse(process.argv[2]);
const { exitCode } = await runBuild({
  env: process.env,
  cwd: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
  now: new Date(2026, 0, 2, 3, 4, 5),
  id: "77",
  version: async () => "node-build test",
  ...options,
});
process.exitCode = exitCode;
