import { parseVersion } from "@nodewright/release-index";
import { type BuildPlan, buildFolders, type PlanInputs } from "./build-plan.js";
import { channelDirectory, versionVariables } from "./make-variables.js";
import type { RecipeLimits } from "./types.js";

/** unofficial-builds sets no limits; these keep a build from taking the machine with it. */
export const legacyLimits: RecipeLimits = {
  memoryMiB: 16 * 1024,
  cpus: 64,
  pids: 16 * 1024,
  wallSeconds: 12 * 3600,
  silenceSeconds: 2 * 3600,
};

const NODEJS_DOWNLOADS = "https://nodejs.org/download/";
const HOME = "/home/node";

/**
 * What a build by a recipe of unofficial-builds runs: its image's entry point with eight arguments and three mounts.
 * It has a network and may write to its root, for there are recipes that download.
 */
export function planLegacyBuild(inputs: PlanInputs): BuildPlan {
  const { source, directory, cache, releaseUrlBase } = inputs;
  const version = parseVersion(inputs.version);
  const { DISTTYPE, CUSTOMTAG, DATESTRING, COMMIT } = versionVariables(version.text);
  const channel = channelDirectory(version);
  const sourceUrlBase = `${NODEJS_DOWNLOADS}${channel}/${version.text}`;
  const folders = buildFolders(directory);
  const mounts = [
    { from: source.path, to: `${HOME}/node.tar.xz`, writable: false },
    { from: folders.out, to: "/out", writable: true },
    { from: cache ?? folders.work, to: `${HOME}/.ccache`, writable: true },
  ];
  const command = [
    ...[releaseUrlBase === "" ? "" : `${releaseUrlBase}${channel}/`, DISTTYPE, CUSTOMTAG, DATESTRING, COMMIT],
    ...[version.text, `${sourceUrlBase}/node-${version.text}.tar.xz`, sourceUrlBase],
  ];
  const phase = { phase: "run", command, mounts, env: {}, cwd: HOME, network: true, writableRoot: true };
  return { phases: [phase], outputs: undefined, smoke: [] };
}
