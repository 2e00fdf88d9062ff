import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Definition, DefinitionNotice, InstallDefinition, Package } from "@nodewright/definitions";
import { buildPackage } from "./build-package.js";
import type { BuildContext } from "./context.js";
import { SourceBuildError } from "./errors.js";
import { fetchArchive } from "./fetch/fetch-archive.js";
import { fetchGit } from "./fetch/fetch-git.js";
import { matchesPlatform } from "./host-probe.js";
import { noticeSteps } from "./steps/notices.js";

/** What an installation has come to, for a report about it. */
export interface InstallProgress {
  /** A ready-made binary is, or was, being installed. */
  triesBinary: boolean;
}

/**
 * Installs what a definition says: the first binary that fits in place of the first package, every other
 * package from its source.
 *
 * @throws SourceBuildError `ERR_BUILD_FAILED`, `ERR_BUILD_TOOL`; the log says more.
 */
export async function installDefinition(
  context: BuildContext,
  definition: Definition,
  progress: InstallProgress,
): Promise<void> {
  const install = definition.kind === "channel" ? await readChannel(context, definition) : definition;
  for (const message of install.messages) context.stdout.write(`${message}\n`);
  const [first, ...rest] = install.packages;
  if (!first) return;
  const binary = await binaryPackage(context, install, first);
  progress.triesBinary = binary !== undefined;
  await installPackage(context, binary ?? first, install.notice);
  progress.triesBinary = false;
  for (const item of rest) await installPackage(context, item, install.notice);
}

async function readChannel(
  context: BuildContext,
  channel: Extract<Definition, { kind: "channel" }>,
): Promise<InstallDefinition> {
  const { resolveChannel } = await import("@nodewright/definitions");
  const url = `${channel.baseUrl}/index.tab`;
  const file = "index.tab";
  if (!(await context.http.get(context, url, { cwd: context.buildPath, file }))) {
    throw new SourceBuildError("ERR_BUILD_FAILED", `cannot read ${url}`);
  }
  const path = join(context.buildPath, file);
  const { definition, sameDay } = resolveChannel(channel, await readFile(path, "utf8"));
  await rm(path);
  if (sameDay.length > 0) {
    context.stderr.write(
      `More than one ${channel.label} release; installing first of:\n${sameDay.join("\n")}\n`,
    );
  }
  return definition;
}

/** The binary that stands in for a package: named after its file, copied, then what the package's steps add. */
async function binaryPackage(
  { flags, host }: BuildContext,
  { binaries }: InstallDefinition,
  { steps }: Package,
): Promise<Package | undefined> {
  if (flags.compile || binaries.length === 0) return undefined;
  const platform = await host.platform();
  const source = binaries.find((binary) => matchesPlatform(binary.platform, platform));
  return source && { name: binaryName(source.url), source, steps: ["copy", ...steps] };
}

/** What an archive is called without its ending. */
export function binaryName(url: string): string {
  return url
    .slice(url.lastIndexOf("/") + 1)
    .replace(/\.tar\.gz.*$/, "")
    .replace(/\.zip.*$/, "");
}

async function installPackage(
  context: BuildContext,
  { name, source, steps }: Package,
  notice: DefinitionNotice | undefined,
): Promise<void> {
  if (source && "git" in source)
    await fetchGit(context, { packageName: name, url: source.git, ref: source.ref });
  else await fetchArchive(context, { packageName: name, url: source?.url, digest: source?.digest });
  const work = { packageName: name, directory: join(context.buildPath, name) };
  if (notice) await noticeSteps[notice](context, work);
  await buildPackage(context, work, steps);
  context.stderr.write(`Installed ${name} to ${context.prefix}\n\n`);
}
