import { type Command, formatTable, type Io } from "@nodewright/command-line";
import { listInstalls } from "@nodewright/installation";
import { type PlaceOptions, withPlace } from "../options.js";
import { rootOf } from "../session.js";

export function addLs(root: Command, io: Io): void {
  const command = root.command("ls").description("list what is installed");
  withPlace(command).action(async (flags: PlaceOptions) => {
    const installs = await listInstalls(rootOf(flags, io));
    io.stdout.write(
      flags.json === true
        ? `${JSON.stringify(installs.map(({ prefix, executable, receipt }) => ({ ...receipt, prefix, executable })))}\n`
        : formatTable(
            installs.map(({ version, prefix, receipt }) => [
              version,
              receipt.target,
              receipt.lts || "",
              prefix,
            ]),
          ),
    );
  });
}
