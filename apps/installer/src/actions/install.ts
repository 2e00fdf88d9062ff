import {
  createProgress,
  describeError,
  type Io,
  type Progress,
  renderError,
  UsageError,
} from "@nodewright/command-line";
import {
  type InstallOptions,
  installSeveral,
  type PrefixPart,
  type RequestOutcome,
} from "@nodewright/installation";
import { snapshot } from "@nodewright/release-index/snapshot";
import { coreVersion } from "../core-version.js";
import { isLockWanted, type LockFlags, type PlaceFlags, type SourceFlags, type SpecFlags } from "../flags.js";
import { renderEvent, renderResult, toReport } from "../render.js";
import { describeRequest, type Request, readRequests, toRequestReport } from "../requests.js";
import { openSession, type Session } from "../session.js";
import { storeOf } from "../store.js";

export interface InstallFlags extends PlaceFlags, SourceFlags, SpecFlags, LockFlags {
  readonly target?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly with?: readonly PrefixPart[] | undefined;
  readonly compile?: boolean;
  readonly compileOnly?: boolean;
  readonly verbose?: boolean;
  /** `--no-store` */
  readonly store?: boolean;
}

/** @returns the exit code: 1 when any of the releases could not be installed */
export async function install(specs: readonly string[], flags: InstallFlags, io: Io): Promise<number> {
  const asked = await readRequests(specs, flags, io);
  const opened = await openSession(flags, io);
  const progress = createProgress(io, flags.json === true ? { mode: "silent" } : {});
  try {
    for (const request of asked) for (const line of describeRequest(request, io)) progress.line(line);
    const { requests, session } = await locked(asked, opened, { flags, io });
    const outcomes = await installSeveral({
      ...session,
      requests,
      schedule: snapshot.schedule,
      offline: flags.offline ?? false,
      dryRun: flags.dryRun ?? false,
      force: flags.force ?? false,
      parts: flags.with,
      compile: compileOf(flags),
      verbose: flags.verbose ?? false,
      trees: flags.store === false ? undefined : storeOf(io),
      env: io.env,
      cwd: io.cwd,
      coreVersion: coreVersion(),
      signal: io.signal,
      onEvent: (event, { spec }) =>
        renderEvent(event, requests.length === 1 ? progress : naming(spec, progress)),
    });
    progress.finish();
    return report(outcomes, flags, io);
  } finally {
    progress.finish();
  }
}

function compileOf({ compile, compileOnly }: InstallFlags): InstallOptions["compile"] {
  if (compileOnly === true) return "always";
  return compile === true ? "without-binary" : undefined;
}

/** A lock answers one request. */
async function locked(
  asked: readonly [Request, ...Request[]],
  session: Session,
  { flags, io }: { readonly flags: InstallFlags; readonly io: Io },
): Promise<{ readonly requests: readonly Request[]; readonly session: Session }> {
  const [request, ...others] = asked;
  if (others.length === 0) {
    // A release that is named on the command line is of no project, whose lock would be looked for.
    const isOfNoProject = request.file === undefined && !isLockWanted(flags);
    if (flags.lock === false || isOfNoProject) return { requests: asked, session };
    const { followLock } = await import("../locking.js");
    const followed = await followLock({ request, session, flags, io });
    return { requests: [followed.request], session: followed.session };
  }
  if (!isLockWanted(flags)) return { requests: asked, session };
  throw new UsageError("a lock pins one release, and several are asked for", {
    hint: "name one, or leave --lock and --frozen out",
  });
}

/** Lines of one of several installs say whose they are. */
function naming(spec: string, progress: Progress): Progress {
  return { ...progress, line: (text) => progress.line(`${spec}: ${text}`) };
}

function report(outcomes: readonly RequestOutcome<Request>[], flags: InstallFlags, io: Io): number {
  const [only, ...others] = outcomes;
  if (only !== undefined && others.length === 0) {
    if ("error" in only.ended) throw only.ended.error;
    io.stdout.write(
      flags.json === true ? `${JSON.stringify(toEntry(only))}\n` : renderResult(only.ended.value),
    );
    return 0;
  }
  if (flags.json === true) io.stdout.write(`${JSON.stringify(outcomes.map(toEntry))}\n`);
  for (const { request, ended } of outcomes) {
    if ("error" in ended) {
      io.stderr.write(`failed    ${request.spec}\n`);
      renderError(ended.error, io.stderr, io.env);
    } else if (flags.json !== true) io.stdout.write(renderResult(ended.value));
  }
  return outcomes.some(({ ended }) => "error" in ended) ? 1 : 0;
}

function toEntry({ request, ended }: RequestOutcome<Request>): Record<string, unknown> {
  const asked = toRequestReport(request);
  return "error" in ended
    ? { request: asked, error: describeError(ended.error) }
    : { request: asked, ...toReport(ended.value) };
}
