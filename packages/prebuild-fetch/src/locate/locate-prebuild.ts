import { access } from "node:fs/promises";
import { type Rejection, resolvePrebuild } from "@nodewright/abi-resolver";
import { checkAddon } from "../check/check-addon.js";
import { PrebuildError } from "../errors.js";
import { findLocalBuilds } from "./local-builds.js";
import { findNodePreGyp } from "./node-pre-gyp-tarball.js";
import { findNamedFile, findNapiRsFiles, findPlatformPackages } from "./platform-packages.js";
import { findPrebuildInstall } from "./prebuild-install-tarball.js";
import { findPrebuildifyFiles } from "./prebuildify-files.js";
import { readPackage } from "./read-package.js";
import { neededBy } from "./runtime-needs.js";
import type { LocateContext, LocateOptions, PrebuildFinding } from "./types.js";

/** A binary that fits by its name. */
export interface LocatedPrebuild extends PrebuildFinding {
  /** Why it would not load after all, by its header; undefined where it would, and for what is not here yet. */
  readonly problem: string | undefined;
  /** What its name leaves unsaid. */
  readonly cautions: readonly string[];
}

/** A binary that does not fit by its name. */
export interface UnfitPrebuild extends PrebuildFinding, Rejection {}

export interface PrebuildLocation {
  /** What would be loaded; where nothing is here, what would be fetched. */
  readonly chosen: LocatedPrebuild | undefined;
  /** All that fit, in the order in which they are tried. */
  readonly fitting: readonly LocatedPrebuild[];
  readonly unfit: readonly UnfitPrebuild[];
}

/** In the order in which loaders look, and then installers. */
const FINDERS: readonly ((
  context: LocateContext,
) => readonly PrebuildFinding[] | Promise<readonly PrebuildFinding[]>)[] = [
  findNamedFile,
  findLocalBuilds,
  findPrebuildifyFiles,
  findNapiRsFiles,
  findPlatformPackages,
  findNodePreGyp,
  findPrebuildInstall,
];

/**
 * Finds the binary of a package for a host and a runtime, however it is published: built here, in a folder by
 * prebuildify, beside package.json or in platform packages as napi-rs has them, or in a tarball of node-pre-gyp's or
 * prebuild-install's kind. Files are chosen as the loaders choose them, and their headers are read: a file that would
 * be taken and not load has a `problem`. Nothing is fetched.
 *
 * @throws PrebuildError ERR_PREBUILD_CONFIG; AbiError for a version or runtime that is none
 */
export async function locatePrebuild(options: LocateOptions): Promise<PrebuildLocation> {
  const context: LocateContext = { ...options, manifest: await readPackage(options.root) };
  const fitting: LocatedPrebuild[] = [];
  const unfit: UnfitPrebuild[] = [];
  for (const find of FINDERS) {
    const found = await presentOnes(await find(context));
    const byCandidate = new Map(found.map((one) => [one.candidate, one]));
    const { ranked, rejected } = resolvePrebuild({ ...context, candidates: byCandidate.keys() });
    for (const { candidate, cautions } of ranked) {
      const finding = byCandidate.get(candidate);
      if (finding !== undefined) {
        fitting.push({ ...finding, cautions, problem: await problemOf(finding, context) });
      }
    }
    for (const { candidate, code, reason } of rejected) {
      const finding = byCandidate.get(candidate);
      if (finding !== undefined) unfit.push({ ...finding, code, reason });
    }
  }
  const chosen = fitting.find(({ place }) => place.kind === "file") ?? fitting[0];
  return { chosen, fitting, unfit };
}

async function presentOnes(findings: readonly PrebuildFinding[]): Promise<readonly PrebuildFinding[]> {
  const checks = await Promise.all(
    findings.map(async (finding) => {
      const { place } = finding;
      const isThere =
        place.kind !== "file" ||
        (await access(place.path).then(
          () => true,
          () => false,
        ));
      return isThere ? [finding] : [];
    }),
  );
  return checks.flat();
}

async function problemOf({ place }: PrebuildFinding, context: LocateContext): Promise<string | undefined> {
  if (place.kind !== "file") return undefined;
  try {
    await checkAddon(place.path, neededBy(context));
    return undefined;
  } catch (error) {
    if (error instanceof PrebuildError) return error.message;
    throw error;
  }
}
