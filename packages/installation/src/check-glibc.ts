import { formatTarget, type Target } from "@nodewright/target-triple";
import { runnability } from "./check-binary.js";
import { InstallError } from "./errors.js";

export interface GlibcQuestion {
  readonly version: string;
  readonly target: Target;
  readonly host: Target;
  /** The host's glibc, such as `2.36`; nothing is checked where it is not known. */
  readonly glibcVersion?: string | undefined;
}

/**
 * Whether a build that needs a glibc runs on the host, as far as the host is to run it.
 * @param floor the lowest glibc for the build; undefined where that is not known, or it needs none
 * @throws InstallError ERR_INSTALL_DOES_NOT_RUN for a build that needs a newer one
 */
export function assertGlibc(floor: string | undefined, question: GlibcQuestion): void {
  const { version, target, host, glibcVersion } = question;
  if (floor === undefined || glibcVersion === undefined || runnability(target, host) !== "native") return;
  if (!isOlder(glibcVersion, floor)) return;
  throw new InstallError(
    "ERR_INSTALL_DOES_NOT_RUN",
    `Node.js ${version} for ${formatTarget(target)} needs glibc ${floor}, and this system has ${glibcVersion}`,
    { hint: hintFor(target) },
  );
}

function isOlder(one: string, other: string): boolean {
  const [major = 0, minor = 0] = one.split(".").map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split(".").map(Number);
  return major < otherMajor || (major === otherMajor && minor < otherMinor);
}

/** unofficial-builds compiles current releases for glibc 2.17, on x64 alone. */
function hintFor({ arch, variant }: Target): string {
  const older = "take a release before v18, whose builds need glibc 2.17 or less, or a newer system";
  return arch === "x64" && variant === undefined
    ? `take the build for older systems: --target linux-x64-glibc+glibc-217 --source unofficial (unsigned); or ${older}`
    : older;
}
