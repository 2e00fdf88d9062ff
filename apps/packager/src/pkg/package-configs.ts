import { join, resolve } from "node:path";
import type { TraceOptions } from "@nodewright/app-archive/trace";
import type { PkgLog } from "./log.js";
import type { PatchPart, PkgConfig } from "./options.js";
import type { PkgBuild } from "./resolve-build.js";

/** What the project's own configuration adds to what its code says. */
export async function packagesWithConfig(
  { project, config }: PkgBuild,
  log: PkgLog,
): Promise<{
  readonly options: TraceOptions;
  readonly patches: ReadonlyMap<string, readonly PatchPart[]>;
}> {
  const { folder, entry, manifest, manifestFile } = project;
  config.log?.(log, { packagePath: folder });
  const { scripts, assets } = filesOf(
    config,
    project.manifest?.pkg === undefined ? manifest?.files : undefined,
  );
  const patches = new Map(
    Object.entries(config.patches ?? {}).map(([path, parts]) => [join(folder, path), parts]),
  );
  for (const [from, to, type = "file"] of config.deployFiles ?? []) {
    log.warn(`Cannot include ${type} %1 into executable.`, [
      `The ${type} must be distributed with executable as %2.`,
      `%1: ${resolve(folder, from)}`,
      `%2: path-to-executable/${to}`,
    ]);
  }
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
