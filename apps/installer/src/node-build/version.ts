import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { COMPATIBLE_VERSION } from "./texts.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** What node-build calls itself: in a clone of it the commit, else the release whose behaviour this is. */
export function versionText(env: Environment, installPrefix: string): string {
  return `node-build ${revisionOf(env, join(installPrefix, ".git")) || COMPATIBLE_VERSION}`;
}

function revisionOf(env: Environment, gitDirectory: string): string | undefined {
  if (!existsSync(gitDirectory)) return undefined;
  const git = (...args: string[]): string =>
    spawnSync("git", args, {
      encoding: "utf8",
      env: { ...env, GIT_DIR: gitDirectory },
      stdio: ["ignore", "pipe", "ignore"],
    }).stdout ?? "";
  if (!git("remote", "-v").includes("/node-build")) return undefined;
  return git("describe", "--tags", "HEAD").trim().replace(/^v/, "");
}
