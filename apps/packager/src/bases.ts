import { join, resolve } from "node:path";
import type { Io, Progress } from "@nodewright/command-line";
import {
  coreVersion,
  machine,
  openSession,
  renderEvent,
  type SourceFlags,
  userHome,
} from "@nodewright/installer/sources";
import { type BaseBinary, fetchBase, namedBase, readTargets } from "@nodewright/packaging";
import type { SpecDialect } from "@nodewright/release-index";
import { snapshot } from "@nodewright/release-index/snapshot";
import type { Target } from "@nodewright/target-triple";
import { cacheFolder } from "@nodewright/user-folders";

export interface BaseFlags extends SourceFlags {
  readonly target?: readonly string[];
  readonly node?: readonly string[];
}

/** The Node.js binaries that the options mean: those named with `--node`, else one for each target. */
export async function basesFor(flags: BaseFlags, io: Io, progress: Progress): Promise<BaseBinary[]> {
  const { target: texts = ["host"], node: files, ...sourceFlags } = flags;
  if (files !== undefined) return Promise.all(files.map((file) => namedBase(resolve(io.cwd, file))));
  const wanted = readTargets(texts, { host: machine().host, spec: process.version });
  return fetchBases(wanted, sourceFlags, io, progress);
}

export interface WantedBase {
  readonly spec: string;
  readonly dialect?: SpecDialect;
  readonly target: Target;
}

/** A verified Node.js for each, from the user's sources or kept from an earlier run. */
export async function fetchBases(
  wanted: readonly WantedBase[],
  flags: SourceFlags,
  io: Io,
  progress: Progress,
): Promise<BaseBinary[]> {
  const session = await openSession(flags, io);
  const bases: BaseBinary[] = [];
  try {
    for (const one of wanted) {
      bases.push(
        await fetchBase({
          ...session,
          ...one,
          // What runs here is no question: executables go elsewhere.
          glibcVersion: undefined,
          folder: basesFolder(io),
          schedule: snapshot.schedule,
          offline: flags.offline ?? false,
          env: io.env,
          cwd: io.cwd,
          coreVersion: coreVersion(),
          signal: io.signal,
          onEvent: (event) => renderEvent(event, progress),
        }),
      );
    }
  } finally {
    await session.client.close();
  }
  return bases;
}

/** Beside the archives that the installer keeps; in the working directory for a user without a home. */
function basesFolder(io: Io): string {
  const cache = cacheFolder({ env: io.env, home: userHome(), platform: process.platform });
  return resolve(io.cwd, join(cache ?? ".nodewright", "bases"));
}
