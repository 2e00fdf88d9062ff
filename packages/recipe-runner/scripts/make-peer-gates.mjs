// Makes test/peer-gates.generated.json: which versions each recipe of nodejs/unofficial-builds builds, by running its
// own should-build.sh. Usage: node scripts/make-peer-gates.mjs CLONE
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [clone] = process.argv.slice(2);
if (clone === undefined) throw new Error("usage: node scripts/make-peer-gates.mjs CLONE");

/** The gates look at major and minor alone. */
const minorsOf = { 18: 21, 20: 21, 22: 24, 24: 20 };
const versions = [];
for (let major = 10; major <= 29; major++) {
  for (let minor = 0; minor <= (minorsOf[major] ?? 12); minor++) versions.push(`v${major}.${minor}.0`);
}
versions.push("v22.14.0-rc.1", "v24.0.0-nightly20250101abcdef0123", "v27.0.0-rc.3", "v22.13.1", "v18.20.4");

/** One shell for all: the script is run for each line of its input, whose exit code it prints. */
const LOOP = 'while read -r v; do "$1" "$2" "$v" >/dev/null 2>&1; echo "$v $?"; done';

function builtBy(script) {
  const output = execFileSync("bash", ["-c", LOOP, "bash", script, join(clone, "bin")], {
    input: `${versions.join("\n")}\n`,
    encoding: "utf8",
  });
  const codes = new Map(
    output
      .trim()
      .split("\n")
      .map((line) => line.split(" ")),
  );
  return versions.filter((version) => codes.get(version) === "0");
}

const recipes = {};
for (const folder of ["recipes", "recipes-archive"]) {
  for (const name of readdirSync(join(clone, folder)).sort()) {
    // A base image for others, which declines everything.
    if (name === "centos7-toolchain") continue;
    const script = join(clone, folder, name, "should-build.sh");
    recipes[name] = existsSync(script) ? builtBy(script) : versions;
  }
}
const commit = execFileSync("git", ["-C", clone, "rev-parse", "HEAD"], { encoding: "utf8" }).trim();
const excluded = Object.fromEntries(
  Object.entries(recipes).map(([name, built]) => [
    name,
    versions.filter((it) => !built.includes(it)).join(" "),
  ]),
);
const table = { source: "nodejs/unofficial-builds", commit, versions: versions.join(" "), excluded };
writeFileSync(
  new URL("../test/peer-gates.generated.json", import.meta.url),
  `${JSON.stringify(table, null, 2)}\n`,
);
