import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import type { Io, Progress } from "@nodewright/command-line";
import {
  coreVersion,
  openSession,
  renderEvent,
  type SourceFlags,
  userHome,
} from "@nodewright/installer/sources";
import { type AddonSources, type BaseBinary, fetchBase } from "@nodewright/packaging";
import type { SpecDialect } from "@nodewright/release-index";
import { snapshot } from "@nodewright/release-index/snapshot";
import type { Target } from "@nodewright/target-triple";
import { cacheFolder } from "@nodewright/user-folders";

interface WantedBase {
  readonly spec: string;
  readonly dialect?: SpecDialect;
  readonly target: Target;
}

/** What a run takes from the user's sources. */
export interface PackSession {
  /** A verified Node.js for each, or the one that was kept. */
  bases(wanted: readonly WantedBase[]): Promise<BaseBinary[]>;
  readonly addons: AddonSources;
  /** Where what was found in the packages of a project is kept. */
  traceCache(project: string): string;
  close(): Promise<void>;
}

export async function openPackSession(flags: SourceFlags, io: Io, progress: Progress): Promise<PackSession> {
  const session = await openSession(flags, io);
  const { offline = false } = flags;
  const cache = cacheFolder({ env: io.env, home: userHome(), platform: process.platform });
  // A user without a home has a cache in the working directory.
  const folder = (name: string): string => resolve(io.cwd, join(cache ?? ".nodewright", name));
  const common = { ...session, offline, env: io.env, signal: io.signal };
  const fetchOne = (wanted: WantedBase): Promise<BaseBinary> =>
    fetchBase({
      ...common,
      ...wanted,
      // What runs here is no question: executables go elsewhere.
      glibcVersion: undefined,
      folder: folder("bases"),
      schedule: snapshot.schedule,
      cwd: io.cwd,
      coreVersion: coreVersion(),
      onEvent: (event) => renderEvent(event, progress),
    });
  return {
    bases: async (wanted) => {
      const bases: BaseBinary[] = [];
      for (const one of wanted) bases.push(await fetchOne(one));
      return bases;
    },
    traceCache: (project) =>
      folder(join("traces", `${createHash("sha256").update(project).digest("hex")}.json`)),
    addons: { ...common, folder: folder("addons") },
    close: () => session.client.close(),
  };
}
