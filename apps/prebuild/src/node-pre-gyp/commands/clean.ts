import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { PrebuildError } from "@nodewright/prebuild-fetch";
import type { CommandContext } from "../context.js";

/** Removes the folder of the addon. */
export async function clean({ plan, host, manifest, print }: CommandContext): Promise<void> {
  const cwd = host.cwd();
  if (
    plan.modulePath === cwd ||
    dirname(plan.modulePath) === plan.modulePath ||
    cwd.startsWith(`${plan.modulePath}/`)
  ) {
    throw new PrebuildError("ERR_PREBUILD_CONFIG", "module_path is not set, refusing to delete", {
      hint: `module_path is ${plan.modulePath}, which holds the package itself`,
    });
  }
  if (!existsSync(plan.modulePath)) return;
  print(`[${manifest.name}] Removing "${plan.modulePath}"`);
  await rm(plan.modulePath, { recursive: true, force: true });
}
