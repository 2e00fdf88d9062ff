import { type ReleaseRow, resolveRelease, type Schedule, type SpecDialect } from "@nodewright/release-index";
import { type CompatibleTarget, formatTarget, type Target, targetsEqual } from "@nodewright/target-triple";
import { errorCode, InstallError } from "./errors.js";
import { type Install, listInstalls } from "./list-installs.js";

export interface FindOptions {
  readonly root: string;
  readonly spec: string;
  /** Whose words the spec is written in; `nodewright` when absent. */
  readonly dialect?: SpecDialect | undefined;
  /** Words about phases need it, and the day. */
  readonly schedule?: Schedule | undefined;
  readonly now?: Date | undefined;
  readonly target: Target;
  /** Looked for, in this order, where nothing for the target matches: what was installed in its place. */
  readonly fallbacks?: readonly CompatibleTarget[] | undefined;
  /** An install without its node executable is an answer too: for its removal. */
  readonly allowDamaged?: boolean | undefined;
}

/**
 * The newest install that a spec means, among those for the target; else for the first fallback that has one.
 * @throws InstallError ERR_INSTALL_NOT_FOUND, ERR_INSTALL_INCOMPLETE; ReleaseIndexError ERR_RELEASE_SPEC
 */
export async function findInstall(options: FindOptions): Promise<Install> {
  const { root, target, fallbacks = [], allowDamaged = false } = options;
  const all = await listInstalls(root);
  const found = firstMatch([target, ...fallbacks.map((one) => one.target)], all, options);
  if (found === undefined) throw notFound(options, all);
  if (!found.isDamaged || allowDamaged) return found;
  throw new InstallError("ERR_INSTALL_INCOMPLETE", `the node executable ${found.executable} is gone`, {
    hint: `install it again: nodewright-install install ${found.version} --target ${found.receipt.target}`,
  });
}

function firstMatch(
  targets: readonly Target[],
  all: readonly Install[],
  options: FindOptions,
): Install | undefined {
  for (const target of targets) {
    const found = newest(
      options,
      all.filter((install) => targetsEqual(install.target, target)),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

function newest(
  { spec, dialect, schedule, now = new Date() }: FindOptions,
  installs: readonly Install[],
): Install | undefined {
  try {
    const { version } = resolveRelease(spec, { index: installs.map(toRow), dialect, schedule, now });
    return installs.find((install) => install.version === version);
  } catch (error) {
    if (errorCode(error) === "ERR_RELEASE_NOT_FOUND") return undefined;
    throw error;
  }
}

function toRow({ version, receipt }: Install): ReleaseRow {
  return { version, date: receipt.installedAt.slice(0, 10), files: [], lts: receipt.lts, security: false };
}

function notFound({ root, spec, target }: FindOptions, all: readonly Install[]): InstallError {
  const here = all.map(({ version, receipt }) => `${version} (${receipt.target})`).slice(0, 8);
  const add = `add it: nodewright-install install ${spec}`;
  return new InstallError(
    "ERR_INSTALL_NOT_FOUND",
    `no installed Node.js matches ${JSON.stringify(spec)} for ${formatTarget(target)} in ${root}`,
    {
      hint: here.length > 0 ? `installed: ${here.join(", ")}; ${add}` : `nothing is installed there; ${add}`,
    },
  );
}
