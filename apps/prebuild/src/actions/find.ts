import { resolve } from "node:path";
import { formatTable, type Io } from "@nodewright/command-line";
import {
  describeRuntime,
  type LocateOptions,
  locatePrebuild,
  type PrebuildLocation,
  type PrebuildPlace,
  processRuntime,
} from "@nodewright/prebuild-fetch";
import { chooseTarget, formatTarget } from "@nodewright/target-triple";
import { hostFacts, hostTarget } from "@nodewright/target-triple/host";

export interface FindFlags {
  readonly json?: boolean;
  readonly platform?: string;
  readonly runtime?: string;
  readonly target?: string;
}

/** `nodewright prebuild find`; the exit code is 1 where nothing fits, or what would be loaded does not load. */
export async function find(folder: string, flags: FindFlags, io: Io): Promise<number> {
  const own = hostTarget(hostFacts());
  const host = flags.platform === undefined ? own : chooseTarget(flags.platform, { host: own });
  const root = resolve(io.cwd, folder);
  const location = await locatePrebuild({ root, host, runtime: runtimeOf(flags), env: io.env });
  io.stdout.write(
    flags.json
      ? `${JSON.stringify({ root, host: formatTarget(host), ...location })}\n`
      : text(location, formatTarget(host) ?? ""),
  );
  const { chosen } = location;
  return chosen === undefined || chosen.problem !== undefined ? 1 : 0;
}
