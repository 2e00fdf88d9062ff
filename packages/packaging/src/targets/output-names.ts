import { formatTarget, type Target, targetsEqual } from "@nodewright/target-triple";

/** An executable that is to be named. */
export interface Named {
  readonly target: Target;
  readonly version: string;
}

/**
 * File names for executables of one app: the name alone for one, else with the target behind it, and with the version
 * where two are for the same target; `.exe` for Windows.
 */
export function outputNames(name: string, executables: readonly Named[]): string[] {
  return executables.map(({ target, version }) => {
    const same = executables.filter((one) => targetsEqual(one.target, target));
    const words = [name];
    if (executables.length > 1) words.push(targetWord(target));
    if (same.length > 1) words.push(version);
    return withExtension(words.join("-"), target);
  });
}

/** `linux-x64`, `linux-x64-musl`, `win32-x64`: the canonical text without what is usual. */
export function targetWord(target: Target): string {
  return (formatTarget(target) ?? "").replace(/^(linux-\w+)-glibc/, "$1");
}

function withExtension(name: string, { os }: Target): string {
  return os === "win32" && !/\.exe$/i.test(name) ? `${name}.exe` : name;
}
