import { formatTable, type Io } from "@nodewright/command-line";
import { listInstalls, type Receipt } from "@nodewright/installation";
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
            describeParts(receipt),
          ]),
        ),
  );
}

/** What is there of an install that was not kept whole. */
function describeParts({ parts }: Receipt): string {
  if (parts === undefined) return "";
  return parts.length === 0 ? "node alone" : `with ${parts.join(", ")}`;
}
