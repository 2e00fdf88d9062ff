import type { Io } from "@nodewright/command-line";
import {
  type FindOptions,
  findInstall,
  type Install,
  removeInstall,
  runInInstall,
} from "@nodewright/installation";
import type { PlaceFlags } from "../flags.js";
import { installHost, rootOf, targetOf } from "../session.js";

export interface FindFlags extends PlaceFlags {
  readonly target?: string;
}

export async function which(spec: string, flags: FindFlags, io: Io): Promise<void> {
  const { version, prefix, executable, receipt } = await find(spec, flags, io);
  io.stdout.write(
    flags.json === true
      ? `${JSON.stringify({ version, target: receipt.target, prefix, executable })}\n`
      : `${executable}\n`,
  );
}

export async function uninstall(spec: string, flags: FindFlags, io: Io): Promise<void> {
  const install = await findInstall({ ...question(spec, flags, io), allowDamaged: true });
  await removeInstall(install);
  const { version, prefix, receipt } = install;
  io.stdout.write(
    flags.json === true
      ? `${JSON.stringify({ removed: { version, target: receipt.target, prefix } })}\n`
      : `removed ${version} (${receipt.target}): ${prefix}\n`,
  );
}

export interface ExecRequest {
  readonly spec: string;
  readonly command: readonly [string, ...string[]];
  readonly flags: FindFlags;
}

/** @returns the command's exit code */
export async function exec({ spec, command, flags }: ExecRequest, io: Io): Promise<number> {
  const install = await find(spec, flags, io);
  return runInInstall({
    install,
    command,
    host: installHost(),
    env: io.env,
    cwd: io.cwd,
    signal: io.signal,
  });
}

function find(spec: string, flags: FindFlags, io: Io): Promise<Install> {
  return findInstall(question(spec, flags, io));
}

function question(spec: string, flags: FindFlags, io: Io): FindOptions {
  return { root: rootOf(flags, io), spec, target: targetOf(flags.target) };
}
