import type { Io } from "@nodewright/command-line";
import { type FindOptions, findInstall, removeInstall, runInInstall } from "@nodewright/installation";
import { snapshot } from "@nodewright/release-index/snapshot";
import type { PlaceFlags, SpecFlags } from "../flags.js";
import { rootOf } from "../place.js";
import { type Request, readRequest, toRequestReport } from "../requests.js";
import { machine, targetsOf } from "../session.js";

export interface FindFlags extends PlaceFlags, SpecFlags {
  readonly target?: string;
}

export async function which(spec: string | undefined, flags: FindFlags, io: Io): Promise<void> {
  const request = await readRequest(spec, flags, io);
  const { version, prefix, executable, receipt } = await findInstall(question(request, flags, io));
  io.stdout.write(
    flags.json === true
      ? `${JSON.stringify({ request: toRequestReport(request), version, target: receipt.target, prefix, executable })}\n`
      : `${executable}\n`,
  );
}

export async function uninstall(spec: string, flags: FindFlags, io: Io): Promise<void> {
  const request = { spec, dialect: flags.dialect };
  const install = await findInstall({ ...question(request, flags, io), allowDamaged: true });
  await removeInstall(install);
  const { version, prefix, receipt } = install;
  io.stdout.write(
    flags.json === true
      ? `${JSON.stringify({ removed: { version, target: receipt.target, prefix } })}\n`
      : `removed ${version} (${receipt.target}): ${prefix}\n`,
  );
}

export interface ExecRequest {
  /** The nearest version file decides when absent. */
  readonly spec: string | undefined;
  readonly command: readonly [string, ...string[]];
  readonly flags: FindFlags;
}

/** @returns the command's exit code */
export async function exec({ spec, command, flags }: ExecRequest, io: Io): Promise<number> {
  const install = await findInstall(question(await readRequest(spec, flags, io), flags, io));
  io.signal.throwIfAborted();
  return runInInstall({
    install,
    command,
    host: machine().host,
    env: io.env,
    cwd: io.cwd,
    takeSignals: io.takeSignals,
  });
}

/** What to look for. */
export function question(request: Request, flags: FindFlags, io: Io): FindOptions {
  const { spec, dialect } = request;
  return {
    root: rootOf(flags, io),
    spec,
    dialect,
    schedule: snapshot.schedule,
    ...targetsOf(flags.target),
  };
}
