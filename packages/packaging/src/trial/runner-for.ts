import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { compatibleTargets, type Target, targetsEqual } from "@nodewright/target-triple";

/** What starts an executable of a target on a host: nothing for its own kind, an emulator for others. */
export interface Runner {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The emulators of QEMU for user programs, by Node's words for CPUs. */
const qemuNames: Readonly<Record<string, string>> = {
  arm: "arm",
  arm64: "aarch64",
  ppc64: "ppc64le",
  riscv64: "riscv64",
  s390x: "s390x",
  x64: "x86_64",
};

/** Where Debian puts the libraries of other CPUs. */
const sysroots: Readonly<Record<string, string>> = {
  arm: "/usr/arm-linux-gnueabihf",
  arm64: "/usr/aarch64-linux-gnu",
  ppc64: "/usr/powerpc64le-linux-gnu",
  riscv64: "/usr/riscv64-linux-gnu",
  s390x: "/usr/s390x-linux-gnu",
};

/** @returns undefined where nothing on this host runs the target */
export async function runnerFor(
  target: Target,
  { host, env }: { readonly host: Target; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<Runner | undefined> {
  if (compatibleTargets(host).some((one) => targetsEqual(one.target, target)))
    return { command: [], env: {} };
  if (target.os === "win32" && target.arch === "x64" && host.os !== "win32") {
    const wine = await firstOnPath(["wine64", "wine"], env);
    // Node.js refuses systems that call themselves older than Windows 10.
    return wine === undefined
      ? undefined
      : { command: [wine], env: { NODE_SKIP_PLATFORM_CHECK: "1", WINEDEBUG: "-all" } };
  }
  const name = qemuNames[target.arch];
  if (target.os !== "linux" || host.os !== "linux" || name === undefined) return undefined;
  const qemu = await firstOnPath([`qemu-${name}-static`, `qemu-${name}`], env);
  const sysroot = sysroots[target.arch];
  const hasSysroot = sysroot !== undefined && (await isThere(sysroot));
  return qemu === undefined ? undefined : { command: hasSysroot ? [qemu, "-L", sysroot] : [qemu], env: {} };
}

async function firstOnPath(
  names: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  for (const name of names) {
    for (const folder of (env.PATH ?? "").split(delimiter)) {
      if (folder !== "" && (await isThere(join(folder, name)))) return join(folder, name);
    }
  }
  return undefined;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
