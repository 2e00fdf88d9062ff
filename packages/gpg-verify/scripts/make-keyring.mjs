/**
 * Makes src/release-keys.generated.ts from a checkout of https://github.com/nodejs/release-keys.
 *
 *   git clone https://github.com/nodejs/release-keys.git
 *   pnpm run build
 *   node scripts/make-keyring.mjs release-keys            # compares; exit 1 if the table is out of date
 *   node scripts/make-keyring.mjs release-keys --update   # writes the table
 *   node scripts/make-keyring.mjs release-keys --json keyring.json   # for keyringFromJson, without a release of ours
 *
 * The README there says which keys are active and which retired, `keys/` holds the keys, and the
 * history of the README tells when a key was retired. Of a checkout without history the dates of the
 * table at hand are kept.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createKeyring, keyringToJson, nodeReleaseKeyring } from "../dist/index.js";

const SOURCE = "https://github.com/nodejs/release-keys";
const TABLE = join(dirname(fileURLToPath(import.meta.url)), "../src/release-keys.generated.ts");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { update: { type: "boolean", default: false }, json: { type: "string" } },
});
const [checkout] = positionals;
if (checkout === undefined) {
  console.error(
    "usage: node scripts/make-keyring.mjs <checkout of nodejs/release-keys> [--update | --json FILE]",
  );
  process.exit(2);
}

const rows = readRows(readFileSync(join(checkout, "README.md"), "utf8"));
const keyring = readKeyring(rows.filter(({ fingerprint }) => existsSync(keyFile(fingerprint))));
const differences = [...compareFiles(rows), ...compareTable(keyring.keys)];
for (const difference of differences) console.log(difference);
if (values.update) {
  writeFileSync(TABLE, render(keyring));
  console.log(`wrote ${TABLE}`);
} else if (values.json !== undefined) {
  writeFileSync(values.json, keyringToJson(keyring));
  console.log(`wrote ${values.json}`);
} else if (differences.length > 0) {
  console.log("The table is out of date; run again with --update.");
  process.exitCode = 1;
} else {
  console.log(
    `The table is up to date: ${rows.length} keys, data version ${nodeReleaseKeyring.dataVersion}.`,
  );
}

/** The rows of the README's two lists: who, which key, in which list. */
function readRows(readme) {
  const found = [];
  let status;
  let signer;
  for (const line of readme.split("\n")) {
    if (/<!-- Active releasers keys -->/.test(line)) status = "active";
    else if (/<!-- Retired keys -->|^Other keys used to sign/.test(line)) status = "retired";
    else if (/<!-- \/|^## Verif/.test(line)) status = undefined;
    else if (status === undefined && found.length === 0 && /^Primary GPG keys/.test(line)) status = "active";
    signer = /^\* \*\*(.+?)\*\*/.exec(line)?.[1] ?? signer;
    const fingerprint = /`([0-9A-F]{40})`/.exec(line)?.[1];
    if (status !== undefined && fingerprint !== undefined) found.push({ fingerprint, signer, status });
  }
  return found;
}

function keyFile(fingerprint) {
  return join(checkout, "keys", `${fingerprint}.asc`);
}

function readKeyring(found) {
  const retiredOn = readRetirements();
  const { keys } = createKeyring(
    found.map(({ fingerprint, signer, status }) => ({
      key: readFileSync(keyFile(fingerprint), "utf8"),
      fingerprint,
      signer,
      status,
      ...(status === "retired" ? { retiredAt: retiredOn.get(fingerprint) } : {}),
    })),
  );
  // Subkeys that cannot sign have no say in any verdict.
  const entries = keys.map((entry) => ({
    ...entry,
    subkeys: entry.subkeys.filter(({ maySign }) => maySign !== false),
  }));
  const date = newestDate();
  return { dataVersion: nextVersion(entries, date), date, source: SOURCE, keys: entries };
}

/** When each key was first seen in the list of retired ones and stayed there. */
function readRetirements() {
  const retiredOn = new Map();
  for (const { fingerprint, retiredAt } of nodeReleaseKeyring.keys) {
    if (retiredAt !== undefined) retiredOn.set(fingerprint, new Date(retiredAt));
  }
  if (!existsSync(join(checkout, ".git"))) return retiredOn;
  const git = (...args) => execFileSync("git", ["-C", checkout, ...args], { encoding: "utf8" });
  const commits = git("log", "--reverse", "--first-parent", "--format=%H %cI", "--", "README.md")
    .trim()
    .split("\n");
  retiredOn.clear();
  for (const [commit, date] of commits.map((line) => line.split(" "))) {
    for (const { fingerprint, status } of readRows(git("show", `${commit}:README.md`))) {
      if (status === "active") retiredOn.delete(fingerprint);
      else if (!retiredOn.has(fingerprint)) retiredOn.set(fingerprint, new Date(date));
    }
  }
  return retiredOn;
}

/** README and key files must speak of the same keys. */
function compareFiles(found) {
  const files = new Set(
    readdirSync(join(checkout, "keys"))
      .filter((name) => name.endsWith(".asc"))
      .map((name) => name.slice(0, -4)),
  );
  const listed = new Set(found.map(({ fingerprint }) => fingerprint));
  return [
    ...[...listed].filter((key) => !files.has(key)).map((key) => `no file: ${key} is listed in the README`),
    ...[...files].filter((key) => !listed.has(key)).map((key) => `not listed: keys/${key}.asc`),
  ];
}

function compareTable(entries) {
  const pinned = new Map(nodeReleaseKeyring.keys.map((entry) => [entry.fingerprint, entry]));
  const upstream = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  return [
    ...entries.filter(({ fingerprint }) => !pinned.has(fingerprint)).map((key) => `missing: ${label(key)}`),
    ...[...pinned.values()]
      .filter(({ fingerprint }) => !upstream.has(fingerprint))
      .map((key) => `extra: ${label(key)}`),
    ...entries
      .filter((key) => pinned.has(key.fingerprint) && !isSame(key, pinned.get(key.fingerprint)))
      .map((key) => `changed: ${label(key)}`),
  ];
}

function label({ fingerprint, signer, status }) {
  return `${fingerprint} (${signer}, ${status})`;
}

function isSame(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

function render({ dataVersion, date, source, keys }) {
  const lines = keys.map((entry) => `${JSON.stringify(entry).replace(/"(\w+)":/g, "$1:")},`);
  return `// GENERATED by scripts/make-keyring.mjs from ${SOURCE}.
// Refresh: clone that repository, then node scripts/make-keyring.mjs <clone> --update.
import type { Keyring } from "./keyring.js";

/**
 * The release keys of Node.js, active and retired: every primary key that ever signed a release by the
 * project's own list, and its signing subkeys. Self-signatures were checked when the table was made.
 */
export const nodeReleaseKeyring: Keyring = {
  dataVersion: "${dataVersion}",
  date: "${date}",
  source: "${source}",
  keys: [
${lines.join("\n")}
  ],
};
`;
}

/** Day of the newest commit; of a checkout without history the day of the table at hand. */
function newestDate() {
  if (!existsSync(join(checkout, ".git"))) return nodeReleaseKeyring.date;
  return execFileSync("git", ["-C", checkout, "log", "-1", "--format=%cs"], { encoding: "utf8" }).trim();
}

/** The day, and a counter for several versions of one day. */
function nextVersion(entries, date) {
  if (isSame(entries, nodeReleaseKeyring.keys)) return nodeReleaseKeyring.dataVersion;
  const [day, count = "0"] = nodeReleaseKeyring.dataVersion.split("-r");
  const base = date.replaceAll("-", ".");
  return day === base ? `${base}-r${Number(count) + 1}` : base;
}
