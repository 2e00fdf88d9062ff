import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { publishedFiles } from "../emit/published-files.js";
import { type AddonProject, type Fields, fieldsOf } from "../read-project.js";

/** One thing that a move to this tool's packages touches. */
export interface MigrationFinding {
  /** `works`: as it is. `change`: works after the change. `breaks`: has no counterpart here. */
  readonly verdict: "works" | "change" | "breaks";
  /** What was found, and where. */
  readonly found: string;
  /** What to write in its place; absent for what works. */
  readonly change?: string | undefined;
}

export interface MigrationReport {
  /** The tools that the project uses today. */
  readonly tools: readonly string[];
  readonly findings: readonly MigrationFinding[];
}

const DROP_IN = "npm:@nodewright/prebuild@^0.1.0";
/** Its scoped package, the one before that, and forks: they all have its command and its `find()`. */
const isNodePreGyp = (name: string): boolean => /^(?:@[^/]+\/)?node-pre-gyp$/.test(name);
/** What scripts call, and the package that it comes from. */
const COMMANDS: Readonly<Record<string, string>> = {
  "node-pre-gyp": "node-pre-gyp",
  "prebuild-install": "prebuild-install",
  prebuild: "prebuild",
  prebuildify: "prebuildify",
  "node-gyp-build": "node-gyp-build",
  napi: "@napi-rs/cli",
};

/**
 * Reads package.json and the files that would be published, and says what of node-pre-gyp, prebuild-install or
 * prebuildify works as it is, what has to be changed and to what, and what breaks. Nothing is run or written.
 * @throws PrebuildAuthorError ERR_AUTHOR_PACK when npm does not say what would be published
 */
export async function checkMigration(
  project: AddonProject,
  options: Parameters<typeof publishedFiles>[1],
): Promise<MigrationReport> {
  const { manifest, root } = project;
  const dependencies = {
    ...fieldsOf(manifest.devDependencies),
    ...fieldsOf(manifest.optionalDependencies),
    ...fieldsOf(manifest.dependencies),
  };
  const scripts = fieldsOf(manifest.scripts);
  const tools = toolsOf(dependencies, scripts);
  const findings = [
    ...dependencyFindings(dependencies),
    ...scriptFindings(scripts),
    ...(tools.length > 0 && tools.every((tool) => tool === "@napi-rs/cli") ? [] : binaryFindings(project)),
  ];
  for (const file of (await publishedFiles(project, options)).filter((name) => /\.[cm]?[jt]s$/.test(name))) {
    findings.push(...codeFindings(await readFile(join(root, file), "utf8"), file));
  }
  return { tools, findings };
}

/** Whether a project could move without anything breaking. */
export function breaks({ findings }: MigrationReport): boolean {
  return findings.some(({ verdict }) => verdict === "breaks");
}

const words = (text: string): string[] => text.split(/[\s;&|()]+/);

function toolsOf(dependencies: Fields, scripts: Fields): string[] {
  const packages = Object.keys(dependencies).filter(
    (name) => isNodePreGyp(name) || Object.values(COMMANDS).includes(name),
  );
  const called = Object.values(scripts).flatMap((text) =>
    words(String(text)).flatMap((word) => (Object.hasOwn(COMMANDS, word) ? [COMMANDS[word] ?? word] : [])),
  );
  const isGiven = (tool: string): boolean => tool === "node-pre-gyp" && packages.some(isNodePreGyp);
  return [...new Set([...packages, ...called.filter((tool) => !isGiven(tool))])];
}

/** What becomes of a dependency: what takes its place, or why it stays. */
const DEPENDENCIES: Readonly<Record<string, { readonly change?: string; readonly stays?: string }>> = {
  "prebuild-install": { change: "packages by `nodewright prebuild emit`, and without the dependency" },
  prebuild: { change: "`nodewright prebuild build` and `nodewright prebuild publish`" },
  prebuildify: { change: "`nodewright prebuild build`; or as it is, with prebuilds/ in the package" },
  "node-gyp-build": { stays: "prebuilds/ in the package" },
  "@napi-rs/cli": { stays: "its platform packages need no install script" },
};

function dependencyFindings(dependencies: Fields): MigrationFinding[] {
  return Object.entries(dependencies).flatMap(([name, range]): MigrationFinding[] => {
    const found = `dependency ${name} ${range}`;
    if (isNodePreGyp(name)) {
      if (String(range).startsWith("npm:@nodewright/")) return [{ verdict: "works", found }];
      return [{ verdict: "change", found, change: `"${name}": "${DROP_IN}"` }];
    }
    if (!Object.hasOwn(DEPENDENCIES, name)) return [];
    const { change, stays } = DEPENDENCIES[name] ?? {};
    return change === undefined
      ? [{ verdict: "works", found: `${found}: ${stays}` }]
      : [{ verdict: "change", found, change }];
  });
}

/** Options of node-pre-gyp's that only its 0.x line had, or that never did anything. */
const GONE = /--(no-color|ca=)/;

function scriptFindings(scripts: Fields): MigrationFinding[] {
  return Object.entries(scripts).flatMap(([name, value]): MigrationFinding[] => {
    const text = String(value);
    const found = `script ${name}: ${text}`;
    if (GONE.test(text))
      return [{ verdict: "change", found, change: "without that option: it has no effect" }];
    if (words(text).includes("node-pre-gyp")) return [{ verdict: "works", found }];
    if (words(text).includes("prebuild-install")) {
      return [
        {
          verdict: "change",
          found,
          change: "no install script: `nodewright prebuild emit` makes packages that need none",
        },
      ];
    }
    if (words(text).some((word) => word === "prebuild" || word === "prebuildify")) {
      return [{ verdict: "change", found, change: `"${name}": "nodewright-prebuild build --targets …"` }];
    }
    return [];
  });
}

function binaryFindings({ binary, manifest }: AddonProject): MigrationFinding[] {
  if (manifest.binary === undefined) {
    const change =
      '"binary": { "module_name": …, "module_path": "./build/Release", "package_name": "…-{libc}.tar.gz" }';
    return [{ verdict: "change", found: "no `binary` object in package.json", change }];
  }
  const findings: MigrationFinding[] = [];
  const { package_name: name, remote_path: path, host } = binary;
  if (!`${name ?? ""}${path ?? ""}`.includes("{libc}")) {
    const change = '"package_name" with {libc}, so that builds for glibc and musl can stand side by side';
    findings.push({ verdict: "change", found: "`binary` does not tell libcs apart", change });
  }
  if (/^\s*http:/i.test(String(host ?? ""))) {
    findings.push({ verdict: "breaks", found: `binary.host ${host}`, change: "an https address" });
  }
  if (findings.length === 0) findings.push({ verdict: "works", found: "`binary` in package.json" });
  return findings;
}

/** What of the peers' insides no drop-in has. */
const INSIDES =
  /require\(\s*["'](?:@[^/"']+\/)?node-pre-gyp\/(?!lib\/util\/(?:versioning|s3_setup|napi)(?:\.js)?["'])[^"']+["']/;
const FIND = /["'](?:@[^/"']+\/)?node-pre-gyp["']/;
const BINDINGS = /require\(\s*["']bindings["']\s*\)/;
const NODE_GYP_BUILD = /require\(\s*["']node-gyp-build["']\s*\)/;

function codeFindings(text: string, file: string): MigrationFinding[] {
  const findings: MigrationFinding[] = [];
  const inside = INSIDES.exec(text)?.[0];
  if (inside !== undefined) {
    findings.push({
      verdict: "breaks",
      found: `${file}: ${inside})`,
      change: "find() and Run of the main export",
    });
  }
  if (FIND.test(text)) findings.push({ verdict: "works", found: `${file}: find() of node-pre-gyp` });
  const emitted = '`require("./native.js")`, which `nodewright prebuild emit` writes';
  if (BINDINGS.test(text)) findings.push({ verdict: "change", found: `${file}: bindings`, change: emitted });
  if (NODE_GYP_BUILD.test(text)) findings.push({ verdict: "works", found: `${file}: node-gyp-build` });
  return findings;
}
