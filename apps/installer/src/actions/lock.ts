import type { Io } from "@nodewright/command-line";
import { formatLockfile, isLockOf, readLockfile, writeLockfile } from "@nodewright/lockfile";
import { chooseTarget, formatTarget, type Target } from "@nodewright/target-triple";
import type { LockFlags, SourceFlags, SpecFlags } from "../flags.js";
import { lockPathOf, lockTargets } from "../locking.js";
import { describeRequest, readRequest } from "../requests.js";
import { openSession } from "../session.js";

export interface LockCommandFlags extends SourceFlags, SpecFlags, LockFlags {
  readonly target?: readonly string[];
  readonly upgrade?: boolean;
  readonly json?: boolean;
}

/** Pins what a request means in nodewright.lock, for the targets given and those that it has already. */
export async function lock(spec: string | undefined, flags: LockCommandFlags, io: Io): Promise<void> {
  const request = await readRequest(spec, flags, io);
  const { target: given = [], ...options } = flags;
  const session = await openSession(options, io);
  const path = lockPathOf(request, io);
  const found = await readLockfile(path);
  const known = found !== undefined && flags.upgrade !== true && isLockOf(found, request) ? found : undefined;
  const names = [...given, ...Object.keys(found?.targets ?? {})];
  const [first = session.target, ...others] = distinct(
    names.map((name) => chooseTarget(name, { host: session.host })),
  );
  const made = await lockTargets({ request, session, flags, io, targets: [first, ...others], known });
  if (flags.dryRun !== true) await writeLockfile(path, made);
  if (flags.json === true) return void io.stdout.write(formatLockfile(made));
  for (const line of describeRequest(request, io)) io.stderr.write(`${line}\n`);
  const targets = Object.keys(made.targets).sort().join(", ");
  const verb = flags.dryRun === true ? "would lock" : "locked";
  io.stdout.write(`${verb} Node.js ${made.version} for ${targets}: ${path}\n`);
}

function distinct(targets: readonly Target[]): Target[] {
  return [...new Map(targets.map((target) => [formatTarget(target), target])).values()];
}
