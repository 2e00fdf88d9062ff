import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join, relative, sep } from "node:path";
import type { Trace } from "@nodewright/app-archive/trace";
import type { PkgLog } from "./log.js";
import type { PkgConfig } from "./options.js";

/** Says what the packages of an app ask of people, and what of them is amiss. */
export function tellPackageNotes(trace: Trace, log: PkgLog, cwd: string): void {
  for (const { path, source, why } of trace.files) {
    if (why === "script" && ![".js", ".cjs", ".mjs", ".json", ".node"].includes(extname(path))) {
      log.warn("Non-javascript file is specified in 'scripts'.", ["Name *.js in the glob.", source]);
    }
    if (!source.endsWith(`${sep}package.json`) || !path.includes("node_modules/")) continue;
    tellDeployFiles(readManifest(source).pkg ?? {}, dirname(source), { log, cwd });
  }
  for (const { folder, text } of trace.advice) log.warn(text, [folder]);
  for (const { request, from } of trace.unresolved) {
    const manifest = brokenManifest(request, join(trace.root, from));
    if (manifest !== undefined) log.warn("Entry 'main' not found in %1", [`%1: ${manifest}`, `%2: ${from}`]);
  }
}

/** Files that are to lie beside the executable. */
export function tellDeployFiles(
  { deployFiles = [] }: PkgConfig,
  folder: string,
  { log, cwd }: { readonly log: PkgLog; readonly cwd: string },
): void {
  for (const [from, to, type = "file"] of deployFiles) {
    log.warn(`Cannot include ${type} %1 into executable.`, [
      `The ${type} must be distributed with executable as %2.`,
      `%1: ${relative(cwd, join(folder, from))}`,
      `%2: path-to-executable/${to}`,
    ]);
  }
}

interface Manifest {
  readonly exports?: unknown;
  readonly pkg?: PkgConfig;
}

function readManifest(path: string): Manifest {
  try {
    return Object(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return {};
  }
}

/** The package.json of a package whose `main`, or the index.js in its place, is not there. */
function brokenManifest(request: string, from: string): string | undefined {
  if (/^[./]/.test(request)) return undefined;
  for (let folder = dirname(from); folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, "node_modules", request, "package.json");
    if (existsSync(path)) return readManifest(path).exports === undefined ? path : undefined;
  }
  return undefined;
}
