import { basename, join } from "node:path";
import { packPrebuild } from "@nodewright/prebuild-fetch";
import triple from "@nodewright/target-triple/package.json" with { type: "json" };
import type { CommandContext } from "../context.js";

/** Packs the addon's folder into the staged tarball, and its manifest beside it. */
export async function packageAddon({ plan, log, print }: CommandContext): Promise<void> {
  const folder = basename(plan.modulePath);
  await packPrebuild(plan, {
    coreVersion: triple.version,
    onFile: (path, isPacked) => print(`${isPacked ? "packing" : "skipping"} ${join(folder, path)}`),
  });
  log.info("package", `Binary staged at "${plan.variables.staged_tarball}"`);
}
