import type { Command, Io } from "@nodewright/command-line";
import { findInstall, removeInstall } from "@nodewright/installation";
import { type PlaceOptions, withPlace, withTarget } from "../options.js";
import { rootOf, targetOf } from "../session.js";

export function addUninstall(root: Command, io: Io): void {
  const command = root
    .command("uninstall")
    .description("remove the newest installed release that <spec> means")
    .argument("<spec>");
  withTarget(withPlace(command)).action(
    async (spec: string, flags: PlaceOptions & { readonly target?: string }) => {
      const install = await findInstall({ root: rootOf(flags, io), spec, target: targetOf(flags.target) });
      await removeInstall(install);
      const { version, prefix, receipt } = install;
      io.stdout.write(
        flags.json === true
          ? `${JSON.stringify({ removed: { version, target: receipt.target, prefix } })}\n`
          : `removed ${version} (${receipt.target}): ${prefix}\n`,
      );
    },
  );
}
