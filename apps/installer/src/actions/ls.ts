import { formatTable, type Io } from "@nodewright/command-line";
import { listInstalls } from "@nodewright/installation";
import type { PlaceFlags } from "../flags.js";
import { rootOf } from "../place.js";

export async function ls(flags: PlaceFlags, io: Io): Promise<void> {
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
}
