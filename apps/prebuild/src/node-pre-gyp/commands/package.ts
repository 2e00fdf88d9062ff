import { basename, join } from "node:path";
import { packPrebuild, readSigningKey } from "@nodewright/prebuild-fetch";
import triple from "@nodewright/target-triple/package.json" with { type: "json" };
import type { CommandContext } from "../context.js";

/** Packs the addon's folder into the staged tarball, and its manifest beside it. */
export async function packageAddon({ plan, options, host, log, print }: CommandContext): Promise<void> {
  const folder = basename(plan.modulePath);
  const { signatureFile } = await packPrebuild(plan, {
    coreVersion: triple.version,
    signing: await readSigningKey({ file: options.signingKey, env: host.env, cwd: host.cwd() }),
    onFile: (path, isPacked) => print(`${isPacked ? "packing" : "skipping"} ${join(folder, path)}`),
  });
  if (signatureFile !== undefined) log.info("package", "its manifest is signed");
  log.info("package", `Binary staged at "${plan.variables.staged_tarball}"`);
}
