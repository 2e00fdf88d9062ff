// Runs a root script with the toolchain the workspace needs: Node 22.19 or newer and pnpm 12.
// What the machine lacks is brought from the npm registry by `npm exec`; once warm, no network is needed.
// Runs on Node 18 and later, without dependencies: it is the first file a newcomer's Node sees.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const NODE = "24.21.0";
const PNPM = "12.21.0";
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const task = process.argv[2];

if (!task) {
  console.error("error: no task given\nhint: node scripts/with-toolchain.mjs verify");
  process.exit(2);
}

const [major, minor] = process.versions.node.split(".").map(Number);
const isOldNode = major < 22 || (major === 22 && minor < 19);
// vitest, tsup and changesets exclude the two odd lines that never became LTS.
const isOddLine = major === 23 || major === 25;
const pnpm = spawnSync("pnpm --version", { cwd: root, shell: true, encoding: "utf8" });

const missing = [];
if (isOldNode || isOddLine) missing.push(`node@${NODE}`);
if (!/^12\./.test(pnpm.stdout ?? "")) missing.push(`pnpm@${PNPM}`);

const line = `pnpm install --frozen-lockfile --prefer-offline --reporter=silent && pnpm run ${task}`;
const packages = missing.map((name) => `--package=${name}`).join(" ");
const command =
  missing.length === 0
    ? line
    : `npm exec --yes --prefer-offline --loglevel=error ${packages} --call "${line}"`;

const result = spawnSync(command, {
  cwd: root,
  shell: true,
  stdio: "inherit",
  env: {
    ...process.env,
    TURBO_TELEMETRY_DISABLED: "1",
    DO_NOT_TRACK: "1",
    npm_config_update_notifier: "false",
  },
});
process.exit(result.status ?? 1);
