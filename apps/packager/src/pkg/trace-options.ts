import { join } from "node:path";
import type { TraceOptions } from "@nodewright/app-archive/trace";
import type { PkgLog } from "./log.js";
import type { PatchPart, PkgConfig } from "./options.js";
import { tellDeployFiles } from "./package-notes.js";
import type { PkgBuild } from "./resolve-build.js";

/** What the project's own configuration adds to what its code says. */
export function traceOptionsOf(
  { project, config }: PkgBuild,
  log: PkgLog,
  cwd: string,
): {
  readonly options: TraceOptions;
  readonly patches: ReadonlyMap<string, readonly PatchPart[]>;
} {
  const { folder, entry, manifest, manifestFile } = project;
  config.log?.(log, { packagePath: folder });
  const { scripts, assets } = filesOf(
    config,
    project.manifest?.pkg === undefined ? manifest?.files : undefined,
  );
  const patches = new Map(
    Object.entries(config.patches ?? {}).map(([path, parts]) => [join(folder, path), parts]),
  );
  tellDeployFiles(config, folder, { log, cwd });
  const options: TraceOptions = {
    entry,
    folder,
    scripts,
    assets: [...assets, ...(manifestFile === undefined ? [] : [manifestFile])],
    ignore: config.ignore,
    followsDependencies: true,
  };
  return { options, patches };
}

/** Without a configuration, the files that a package publishes are what it needs. */
function filesOf(
  config: PkgConfig,
  published: readonly string[] | undefined,
): { readonly scripts: readonly string[]; readonly assets: readonly string[] } {
  if (published !== undefined) return { scripts: [], assets: published };
  return { scripts: [config.scripts ?? []].flat(), assets: [config.assets ?? []].flat() };
}
