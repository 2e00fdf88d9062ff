import type { Command, Io } from "@nodewright/command-line";
import { findInstall } from "@nodewright/installation";
import { type PlaceOptions, withPlace, withTarget } from "../options.js";
import { rootOf, targetOf } from "../session.js";

export function addWhich(root: Command, io: Io): void {
  const command = root
    .command("which")
    .description("print the path of the newest installed node that <spec> means")
    .argument("<spec>");
  withTarget(withPlace(command)).action(
    async (spec: string, flags: PlaceOptions & { readonly target?: string }) => {
      const { version, prefix, executable, receipt } = await findInstall({
        root: rootOf(flags, io),
        spec,
        target: targetOf(flags.target),
      });
      io.stdout.write(
        flags.json === true
          ? `${JSON.stringify({ version, target: receipt.target, prefix, executable })}\n`
          : `${executable}\n`,
      );
    },
  );
}
