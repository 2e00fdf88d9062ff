import { type ReleaseRow, resolveRelease } from "@nodewright/release-index";
import { formatTarget, type Target, targetsEqual } from "@nodewright/target-triple";
import { InstallError } from "./errors.js";
import { type Install, listInstalls } from "./list-installs.js";

export interface FindOptions {
  readonly root: string;
  readonly spec: string;
  readonly target: Target;
}

/**
 * The newest install that a spec means, among those for one target.
 * @throws InstallError ERR_INSTALL_NOT_FOUND; ReleaseIndexError ERR_RELEASE_SPEC
 */
export async function findInstall({ root, spec, target }: FindOptions): Promise<Install> {
  const all = await listInstalls(root);
  const installs = all.filter((install) => targetsEqual(install.target, target));
  const rows = installs.map(toRow);
  try {
    const { row } = resolveRelease(spec, { index: rows });
    const found = installs.find(({ version }) => version === row.version);
    if (found !== undefined) return found;
  } catch (error) {
    if (!(error instanceof Error) || Reflect.get(error, "code") === "ERR_RELEASE_SPEC") throw error;
  }
  const here = all.map(({ version, receipt }) => `${version} (${receipt.target})`);
  throw new InstallError(
    "ERR_INSTALL_NOT_FOUND",
    `no installed Node.js matches ${JSON.stringify(spec)} for ${formatTarget(target)} in ${root}`,
    {
      hint:
        here.length > 0
          ? `installed: ${here.slice(0, 8).join(", ")}; add it: nodewright-install install ${spec}`
          : `nothing is installed there; add it: nodewright-install install ${spec}`,
    },
  );
}

function toRow({ version, receipt }: Install): ReleaseRow {
  return { version, date: receipt.installedAt.slice(0, 10), files: [], lts: receipt.lts, security: false };
}
