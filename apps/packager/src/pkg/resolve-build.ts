import { basename, extname, resolve } from "node:path";
import type { PkgHost } from "@nodewright/target-triple";
import type { PkgLog } from "./log.js";
import type { PkgConfig } from "./options.js";
import type { PkgInput } from "./parse-input.js";
import { type PkgProject, readProject } from "./read-config.js";
import { ReportedError } from "./reported-error.js";
import { listOf, type PkgFlags, resolveFlags } from "./resolve-flags.js";
import { type OutputRequest, outputsFor, type PkgTargetWords, readPkgTargets } from "./targets.js";

/** All that was asked for, every default filled in. */
export interface PkgBuild {
  readonly project: PkgProject;
  readonly config: PkgConfig;
  readonly flags: PkgFlags;
  readonly targets: readonly PkgTargetWords[];
  /** A file for each target. */
  readonly outputs: readonly string[];
}

/** @throws ReportedError */
export async function resolveBuild(
  input: PkgInput,
  { log, cwd, host }: { readonly log: PkgLog; readonly cwd: string; readonly host: PkgHost },
): Promise<PkgBuild> {
  const project = await readProject(input, log, cwd);
  const config: PkgConfig = { ...project.manifest?.pkg, ...given(input.hooks) };
  const flags = resolveFlags(input, project.manifest?.pkg ?? {}, log);
  const request = outputOf(input, project, { config, cwd });
  const targets = targetsOf(input, { config, isDerived: request.isDerived, log, host });
  return { project, config, flags, targets, outputs: outputsFor(targets, request) };
}

function given<T extends object>(hooks: T): Partial<T> {
  return Object.fromEntries(Object.entries(hooks).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function outputOf(
  { output, outputPath, entry = "" }: PkgInput,
  project: PkgProject,
  { config, cwd }: { readonly config: PkgConfig; readonly cwd: string },
): OutputRequest {
  if (output && outputPath) throw new ReportedError("Specify either 'output' or 'out-path'. Not both");
  if (output) return { path: resolve(cwd, output), isDerived: false, entry: project.entry };
  const name = project.isManifestInput
    ? project.manifest?.name?.split("/").at(-1)
    : (project.manifest?.name ?? basename(project.entry));
  if (!name) throw new ReportedError("Property 'name' does not exist in", [entry]);
  const plain = name.slice(0, name.length - extname(name).length);
  const path = resolve(cwd, outputPath ?? config.outputPath ?? "", plain);
  return { path, isDerived: true, entry: project.entry };
}

function targetsOf(
  input: PkgInput,
  circumstances: {
    readonly config: PkgConfig;
    readonly isDerived: boolean;
    readonly log: PkgLog;
    readonly host: PkgHost;
  },
): PkgTargetWords[] {
  const { config, isDerived, log, host } = circumstances;
  const asked = listOf(input.targets || config.targets);
  if (asked.length > 0) return readPkgTargets(asked, host);
  const assumed = readPkgTargets(isDerived ? ["linux", "macos", "win"] : ["host"], host);
  log.info("Targets not specified. Assuming:", assumed.map(({ text }) => text).join(", "));
  return assumed;
}
